"""Declarations and requests for tests: `TOLD`, `ASKED`, `typed(naming="unnamed")`, `declare_without_a_name(…)`."""

from typing import Final

from pleinjour.web.decide.actions.declarations import declare_unnamed
from pleinjour.web.decide.actions.requests import Asked
from pleinjour.web.decide.declaring.told import Told
from pleinjour.web.decide.models import UnnamedDeclaration
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.receipts import draw_receipt
from tests.web.registry.factories import NOW

TOLD: Final = Told("ChatGPT", "translate", "internal", "weekly", "Une formation courte.")

ASKED: Final = Asked("Traducteur", "Lire des courriers.", "L’accueil", "internal", "Un dictionnaire ne suffit pas.")


def typed(**changed: str) -> dict[str, str]:
    """What the form of a declaration sends."""
    sent = {
        "tool": TOLD.tool,
        "need": TOLD.need,
        "content": TOLD.content,
        "frequency": TOLD.frequency,
        "support": TOLD.support,
        "naming": "named",
        "step": "review",
    }
    return {**sent, **changed}


def declare_without_a_name(person: Account, authority: Authority, told: Told = TOLD) -> tuple[UnnamedDeclaration, str]:
    """The declaration, and the code that leads to it."""
    code = draw_receipt()
    return declare_unnamed(person, authority, told, code, authority.day_of(NOW)), code
