"""What `pleinjour demo` does and says. Django is loaded here, and nowhere before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pleinjour.base.sentences import french
from pleinjour.cli.language import language
from pleinjour.cli.starting import start_django


@dataclass(frozen=True, slots=True)
class Line:
    """A French sentence to translate, and what fills it."""

    sentence: str
    fields: Mapping[str, str] = field(default_factory=dict)


def prepare(*, if_empty: bool) -> Iterator[Line]:
    """Make the demonstration where it is not there; the accounts that open it."""
    start_django()
    from django.utils import timezone

    from pleinjour.web.home.demonstration import building

    if if_empty and not building.is_empty():
        if building.is_there():
            yield from _accounts()
        return
    building.make_demonstration(timezone.localdate())
    yield Line(french("Démonstration prête : tout y est imaginaire."))
    yield from _accounts()


def _accounts() -> Iterator[Line]:
    from django.utils.translation import override

    from pleinjour.web.home.demonstration.accounts import list_accounts

    place = ""
    with override(language()):
        accounts = list_accounts()
    for account in accounts:
        if account.place != place:
            place = account.place
            sentence = french("{place}, mot de passe de tous les comptes : {password}")
            yield Line(sentence, {"place": place, "password": account.password})
        yield Line("  {email}  ({role})", {"email": account.email, "role": account.role})
        if account.second_factor:
            yield Line(french("    secret du second facteur : {secret}"), {"secret": account.second_factor})
