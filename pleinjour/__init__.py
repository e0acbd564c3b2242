"""Pleinjour: AI in local authorities, in broad daylight."""

__version__ = "0.1.0"
