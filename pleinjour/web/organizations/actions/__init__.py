"""Deeds of an authority. Each checks the right, acts in one transaction, and writes the journal."""
