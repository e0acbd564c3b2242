"""Whether the people who must agree have been told, as the pages where one brings and publishes say it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pleinjour.web.observe.actions.papers import Answers
from pleinjour.web.observe.pages.naming import say_day


@dataclass(frozen=True, slots=True)
class Agreement:
    """`notice`: whether the staff have their notice; `advice`: whether the committee has given its advice."""

    notice: str
    advice: str
    is_whole: bool


def say_agreement(answers: Answers) -> Agreement:
    """From what the authority has answered for its papers."""
    notice, advice = _("Notice : pas encore remise aux agents."), _("Avis du CST : pas encore rendu.")
    if answers.informed_on:
        notice = _("Notice : remise aux agents le {day}.").format(day=say_day(answers.informed_on))
    if answers.cst_on:
        advice = _("Avis du CST : rendu le {day}.").format(day=say_day(answers.cst_on))
    return Agreement(notice, advice, bool(answers.informed_on and answers.cst_on))
