"""What the verbs may say of a system to everybody: each adds its own facts at start, as text, never a person's name."""

from collections.abc import Callable, Mapping

from pleinjour.web.registry.models import System

Teller = Callable[[System], Mapping[str, str]]
"""Facts by the name that they have in the schema of public sheets; one that is not known is left out, or empty."""

_tellers: dict[str, Teller] = {}


def add_teller(verb: str, teller: Teller) -> None:
    """Ask `teller` too. The same verb again replaces it."""
    _tellers[verb] = teller


def told_of(system: System) -> dict[str, str]:
    """All that the verbs say of the system."""
    return {name: value for teller in _tellers.values() for name, value in teller(system).items()}
