"""Small drawings that carry meaning beside a word: the phases of a sun, and the sign of each notice."""

from typing import get_args

from django.utils.safestring import SafeString, mark_safe

from pleinjour.web.ui.components import StateKind

_OPEN = '<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" fill="none" stroke="currentColor">'

_STATES: dict[StateKind, str] = {
    "good": '<circle cx="12" cy="12" r="8" fill="currentColor" stroke-width="2"/>',
    "mixed": '<circle cx="12" cy="12" r="8" stroke-width="2.4"/><path d="M4 12a8 8 0 0 1 16 0z" fill="currentColor"/>',
    "unknown": '<circle cx="12" cy="12" r="8" stroke-width="2.4" stroke-dasharray="3.6 2.7"/>',
    "bad": '<circle cx="12" cy="12" r="8" stroke-width="2.4"/><path d="M6.5 17.5l11-11" stroke-width="2.4"/>',
}

_NOTICES = {
    "information": '<circle cx="12" cy="12" r="9" stroke-width="2"/><path d="M12 11v6M12 7v.5" stroke-width="2.6"/>',
    "success": '<circle cx="12" cy="12" r="9" stroke-width="2"/><path d="M7.5 12.5l3 3 6-7" stroke-width="2.4"/>',
    "warning": '<path d="M12 4l9.5 16h-19z" stroke-width="2"/><path d="M12 10v5M12 17v.5" stroke-width="2.4"/>',
    "error": '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z" stroke-width="2"/><path d="M12 7v6M12 16v.5" stroke-width="2.6"/>',
    "limits": '<circle cx="12" cy="12" r="9" stroke-width="2"/><path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor"/>',
}

NOTICE_KINDS = tuple(_NOTICES)
STATE_KINDS: tuple[StateKind, ...] = get_args(StateKind)


def draw_state_sign(kind: StateKind) -> SafeString:
    """The shape of a state, hidden from those who listen: the word stands beside it."""
    return mark_safe(f"{_OPEN}{_STATES[kind]}</svg>")  # noqa: S308


def draw_notice_sign(kind: str) -> SafeString:
    """The sign of a notice. Raises KeyError on a kind that does not exist."""
    return mark_safe(f"{_OPEN}{_NOTICES[kind]}</svg>")  # noqa: S308
