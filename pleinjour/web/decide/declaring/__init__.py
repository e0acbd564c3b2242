"""The quick declaration: what protects its author, what is answered at once, what the référent reads."""
