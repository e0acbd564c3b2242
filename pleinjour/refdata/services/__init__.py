"""The catalogue of generative-AI services: which domain belongs to which service, and what is known of it."""

import os
from functools import cache
from pathlib import Path

from pleinjour.refdata.services.catalogue import UNKNOWN_COUNTRY, Catalogue, Category, Known, Service
from pleinjour.refdata.services.loading import read_catalogue

__all__ = [
    "UNKNOWN_COUNTRY",
    "Catalogue",
    "Category",
    "Known",
    "Service",
    "compiled_folder",
    "load_catalogue",
    "read_catalogue",
]

_FOLDER = Path(__file__).parent


def compiled_folder(otherwise: Path) -> Path:
    """Where scanners compiled from the catalogue are kept: beside it, or `otherwise` where that can't be written."""
    return _FOLDER / ".compiled" if os.access(_FOLDER, os.W_OK) else otherwise


@cache
def load_catalogue() -> Catalogue:
    """The catalogue shipped with this version of Pleinjour. Raises ReferenceDataError when its files are damaged."""
    return read_catalogue(_FOLDER)
