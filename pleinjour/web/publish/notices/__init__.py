"""Notices of a system with a published sheet: whether they are due, and what they say."""
