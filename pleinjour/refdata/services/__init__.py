"""The catalogue of generative-AI services: which domain belongs to which service, and what is known of it."""

from functools import cache
from pathlib import Path

from pleinjour.refdata.services.catalogue import UNKNOWN_COUNTRY, Catalogue, Category, Known, Service
from pleinjour.refdata.services.loading import read_catalogue

__all__ = ["UNKNOWN_COUNTRY", "Catalogue", "Category", "Known", "Service", "load_catalogue", "read_catalogue"]


@cache
def load_catalogue() -> Catalogue:
    """The catalogue shipped with this version of Pleinjour. Raises ReferenceDataError when its files are damaged."""
    return read_catalogue(Path(__file__).parent)
