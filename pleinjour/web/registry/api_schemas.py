"""The register as programs read and write it. The names of fields are those of the models; an empty text is unknown."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import StrictBool

from pleinjour.web.organizations.api.fields import Day, Key, Line, Name, Phrase, Reason, Sent, Text
from pleinjour.web.organizations.models import Role
from pleinjour.web.registry.actions.description import Change, Description, clean_name
from pleinjour.web.registry.actions.life import Move
from pleinjour.web.registry.models import Answer, Duty, Hosting, Need, Origin, Part, Stage, State


class SystemSheet(Schema):
    """A system as it is described now. `version` is what `If-Match` expects, between quotation marks."""

    id: int
    service: str
    name: str
    state: State
    stage: Stage
    version: int
    basis: int
    trial_until: date | None
    purpose: str
    origin: Origin
    provider: str
    models_used: str
    hosting: Hosting
    data_used: str
    personal_data: Answer
    contract: str
    contract_ends_on: date | None


class NewSystem(Sent):
    """A service of the catalogue, or a name of the authority's own when `service` is empty."""

    service: Line = ""
    name: Line = ""


class DescriptionSent(Sent):
    """The whole description: what is left out becomes unknown. `is_substantial`: the study is to be made again."""

    name: Name
    purpose: Text = ""
    origin: Origin = Origin.UNKNOWN
    provider: Line = ""
    models_used: Phrase = ""
    hosting: Hosting = Hosting.UNKNOWN
    data_used: Text = ""
    personal_data: Answer = Answer.UNKNOWN
    contract: Line = ""
    contract_ends_on: Day | None = None
    is_substantial: StrictBool = False
    reason: Text = ""

    def description(self) -> Description:
        return Description(
            name=clean_name(self.name),
            purpose=self.purpose.strip(),
            origin=self.origin,
            provider=self.provider.strip(),
            models_used=self.models_used.strip(),
            hosting=self.hosting,
            data_used=self.data_used.strip(),
            personal_data=self.personal_data,
            contract=self.contract.strip(),
            contract_ends_on=self.contract_ends_on,
        )

    def change(self, seen: int) -> Change:
        return Change(seen, self.is_substantial, self.reason)


class Version(Schema):
    """The description as it was from a moment on: the text of each field, by its name."""

    number: int
    description: dict[str, str]
    is_substantial: bool
    reason: str
    recorded_at: datetime
    recorded_by_role: Role


class PassageSheet(Schema):
    """A step in the life of a system. `by_role` empty: nobody decided, it came by itself."""

    id: int
    before: Stage
    after: Stage
    version: int
    reason: str
    at: datetime
    by_role: Role | Literal[""]


class PassageAsked(Sent):
    """Where the system is to pass; `seen` is the stage in which it was read."""

    after: Stage
    reason: Reason
    seen: Stage
    trial_until: Day | None = None

    def move(self) -> Move:
        return Move(self.after, self.reason, self.seen, self.trial_until)


class Conditions(Schema):
    """What the system needs before it is deployed."""

    met: list[Need]
    missing: list[Need]


class PersonSheet(Schema):
    """Who answers for a system, by their function: never a name."""

    duty: Duty
    function: str
    since: date


class UseSheet(Schema):
    """What people do with a system. `unit_id` None: in the whole authority."""

    id: int
    system_id: int
    unit_id: int | None
    purpose: str
    serves: str
    part: Part
    people_affected: str
    since: date | None
    ended_on: date | None


class UseSent(Sent):
    """The whole use: what is left out becomes unknown."""

    purpose: Reason
    unit_id: Key | None = None
    serves: Line = ""
    part: Part = Part.UNKNOWN
    people_affected: Line = ""
    since: Day | None = None


class UseEnd(Sent):
    """The last day of a use."""

    ended_on: Day


class EvidenceSheet(Schema):
    """A dated file or link that backs a claim; a file is downloaded from its page."""

    id: int
    title: str
    claim: str
    dated: date
    link: str
    media_type: str
    sha256: str
    added_at: datetime
