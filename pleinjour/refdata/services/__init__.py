"""The catalogue of generative-AI services: which domain belongs to which service, and what is known of it."""

import os
from pathlib import Path

from pleinjour.refdata.services.catalogue import (
    UNKNOWN_COUNTRY,
    Background,
    Catalogue,
    Category,
    Known,
    Service,
    bare_name,
)
from pleinjour.refdata.services.checking import Remark, check_catalogue
from pleinjour.refdata.services.current import FOLDER, install_update, load_catalogue, refused_update, revert_update
from pleinjour.refdata.services.loading import read_catalogue

__all__ = [
    "FOLDER",
    "UNKNOWN_COUNTRY",
    "Background",
    "Catalogue",
    "Category",
    "Known",
    "Remark",
    "Service",
    "bare_name",
    "check_catalogue",
    "compiled_folder",
    "install_update",
    "load_catalogue",
    "read_catalogue",
    "refused_update",
    "revert_update",
]


def compiled_folder(otherwise: Path) -> Path:
    """Where scanners compiled from the catalogue are kept: beside it, or `otherwise` where that can't be written."""
    return FOLDER / ".compiled" if os.access(FOLDER, os.W_OK) else otherwise
