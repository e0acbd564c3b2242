"""What somebody asks, by when it is answered, and until when it is kept."""

from dataclasses import dataclass

from pleinjour.web.publish.models import Closing, Subject
from pleinjour.web.registry.models import System


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody writes. `system` None: they do not know which; `reply_to` empty: they come back with their code."""

    subject: Subject
    text: str
    system: System | None = None
    reference: str = ""
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """Why a request gets no answer to what it asks, in words that the person reads."""

    closing: Closing
    reason: str
