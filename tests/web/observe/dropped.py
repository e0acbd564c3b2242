"""What tests of the drop folder do: a folder for an authority, and passes over it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from pleinjour.base.tallies import Tally
from pleinjour.engines.traffic import figures
from pleinjour.refdata.services import load_catalogue
from pleinjour.web.observe.dropping.looking import Look, look_into
from pleinjour.web.observe.models import DropFolder, OpenMonth
from pleinjour.web.observe.vault import open_month, unwrap_key
from pleinjour.web.organizations.models import Authority

Pass = Callable[..., tuple[DropFolder, Look]]
LATER = timedelta(minutes=11)


def pass_over(authority: Authority, after: timedelta = LATER) -> tuple[DropFolder, Look]:
    """A pass that takes place in eleven minutes: what the test dropped has not changed for long enough."""
    looked = look_into(authority, timezone.now() + after)
    assert looked is not None
    return looked


def exact_figures(authority: Authority) -> dict[str, list[Tally]]:
    """What the open months really count, which no page shows."""
    return {
        row.month: figures(
            open_month(bytes(row.sealed), unwrap_key(bytes(row.run.wrapped_key), authority.pk)),
            load_catalogue().category_of,
        )
        for row in OpenMonth.objects.filter(authority=authority).select_related("run")
    }


def drop(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def connections(authority: Authority, month: str = "2026-03") -> int:
    """All the connections that the open month counts."""
    (total,) = [one for one in exact_figures(authority)[month] if not one.key.unit and not one.key.category]
    return total.connections
