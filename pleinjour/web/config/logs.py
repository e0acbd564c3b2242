"""Logs as lines of JSON that hold no personal data.

No e-mail, no network address, no path, no query: a request is named by its view. An exception is named by its
type and the places it went through; its message may quote a value, so it is left out.
"""

import ipaddress
import json
import logging
import logging.config
import re
import traceback
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

MASKS: Final = (
    (re.compile(r"[^\s@<>\"'(),;:]+@[^\s@<>\"'(),;:]+"), "[adresse]"),
    (re.compile(r"\b[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE), "[lien]"),
    (re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"), "[ip]"),
    (re.compile(r"(?<!\S)/\S*"), "[chemin]"),
)
MAYBE_IPV6: Final = re.compile(r"(?<![\w:])[0-9a-f]*:[0-9a-f:]*:[0-9a-f:.]*", re.IGNORECASE)


class JSONFormatter(logging.Formatter):
    """One record, one line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        status = getattr(record, "status_code", None)
        if isinstance(status, int):
            line["status"] = status
            line["view"] = _view_name(record)
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__qualname__
            line["trace"] = _places(record)
        return json.dumps(line, ensure_ascii=False)


def mask(text: str) -> str:
    """`text` without e-mails, addresses, links and paths."""
    for pattern, replacement in MASKS:
        text = pattern.sub(replacement, text)
    return MAYBE_IPV6.sub(_mask_ipv6, text)


def _mask_ipv6(found: re.Match[str]) -> str:
    """A time has colons too: only what is an address is masked."""
    try:
        ipaddress.IPv6Address(found.group().rstrip("."))
    except ValueError:
        return found.group()
    return "[ip]"


def _message(record: logging.LogRecord) -> str:
    status = getattr(record, "status_code", None)
    if isinstance(status, int):
        # Django puts the path of the request in the arguments; the view's name says enough.
        return HTTPStatus(status).phrase
    return mask(record.getMessage())


def _view_name(record: logging.LogRecord) -> str:
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    return str(match.view_name) if match else "inconnue"


def _places(record: logging.LogRecord) -> list[str]:
    trace = record.exc_info[2] if record.exc_info else None
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]


def configure(chosen: dict[str, str]) -> None:
    """Django's LOGGING_CONFIG: every logger writes to standard error, in JSON."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": {"()": JSONFormatter}},
            "handlers": {"standard error": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["standard error"], "level": chosen["level"]},
            # Django gives these two handlers of their own, which write paths and addresses.
            "loggers": {
                "django": {"handlers": [], "propagate": True},
                "django.server": {"handlers": [], "propagate": True, "level": "ERROR"},
            },
        }
    )
