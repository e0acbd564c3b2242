"""What people have answered for the papers, and what they are still asked for."""

from pleinjour.web.observe.actions.papers import Answers
from pleinjour.web.observe.models import Licence, PaperAnswers
from pleinjour.web.observe.perms import Deed, require
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.perms import Person


def get_answers(person: Person, authority: Authority) -> Answers:
    """The answers kept; empty ones before anybody answered. Raises NotAllowed."""
    require(person, authority, Deed.VIEW_FIGURES)
    kept = PaperAnswers.objects.filter(authority=authority).first()
    if kept is None:
        return Answers()
    return Answers(
        controller=kept.controller,
        dpo_contact=kept.dpo_contact,
        host=kept.host,
        cst_on=kept.cst_on,
        informed_on=kept.informed_on,
        starts_on=kept.starts_on,
        licence=Licence(kept.licence),
        opens_data=kept.opens_data,
    )
