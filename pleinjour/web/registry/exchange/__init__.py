"""The register as a file: one table, the same taken away and brought back."""
