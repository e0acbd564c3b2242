import json
import logging

import pytest
from django.test import Client

from pleinjour.web.config.logs import JSONFormatter, mask

CANARIES = ("camille.canari@ville.example", "192.0.2.77", "2001:db8::beef", "canari-secret", "chatgpt.com/c/42")


def _format(record: logging.LogRecord) -> dict[str, object]:
    line = JSONFormatter().format(record)
    assert "\n" not in line
    loaded: dict[str, object] = json.loads(line)
    return loaded


def _record(message: str, *args: object, exc_info: object = None) -> logging.LogRecord:
    return logging.LogRecord("essai", logging.ERROR, __file__, 1, message, args, exc_info)  # type: ignore[arg-type]


@pytest.mark.parametrize("canary", ["camille.canari@ville.example", "192.0.2.77", "2001:db8::beef"])
def test_a_message_loses_what_names_somebody(canary: str) -> None:
    assert canary not in mask(f"refus pour {canary}, puis {canary}.")
    assert canary not in str(_format(_record("refus pour %s", canary)))


def test_a_message_loses_links_and_paths() -> None:
    masked = mask("GET https://chatgpt.com/c/42?q=canari-secret puis /a/ville/invitation/canari-secret")
    assert masked == "GET [lien] puis [chemin]"


def test_times_and_plain_words_stay() -> None:
    assert mask("à 12:30:45, 3 entrées sur 4") == "à 12:30:45, 3 entrées sur 4"


def test_an_exception_is_named_by_its_type_and_places_never_by_its_message() -> None:
    try:
        raise ValueError("Key (email)=(camille.canari@ville.example) already exists")
    except ValueError as error:
        line = _format(_record("échec", exc_info=(type(error), error, error.__traceback__)))
    assert line["exception"] == "ValueError"
    assert "test_logs.py" in str(line["trace"])
    assert "canari" not in str(line)


@pytest.mark.parametrize("name", ["django", "django.server", "django.request", "django.security"])
def test_no_logger_writes_in_its_own_way(name: str) -> None:
    logger = logging.getLogger(name)
    assert (logger.handlers, logger.propagate) == ([], True)


@pytest.mark.django_db
def test_a_refused_request_is_named_by_its_view(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.setFormatter(JSONFormatter())
    client.get("/a/canari-secret/?q=camille.canari@ville.example", REMOTE_ADDR="192.0.2.77")
    client.get("/canari-secret/")
    client.post("/connexion/", {"email": "camille.canari@ville.example", "password": "canari-secret"})
    for record in caplog.records:
        line = JSONFormatter().format(record)
        assert not [canary for canary in CANARIES if canary in line]
    assert any('"view": "inconnue"' in JSONFormatter().format(record) for record in caplog.records)
