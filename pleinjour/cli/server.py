"""gunicorn with our settings."""

import logging
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.config import Config
from gunicorn.glogging import Logger

from pleinjour.web.config.logs import JSONFormatter

_IDLE_SECONDS = 75


class _RequestlessFormatter(JSONFormatter):
    """gunicorn quotes what it could not read, and the address it came from: its sentence stops before."""

    def format(self, record: logging.LogRecord) -> str:
        kind, request, _quoted = str(record.msg).partition("request")
        if request:
            record.msg, record.args = kind + request, ()
        return super().format(record)


class QuietLogger(Logger):
    """gunicorn's log as lines of JSON, without its access log, and without what a request holds."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(_RequestlessFormatter())

    def access(self, *_args: object) -> None:
        """Says nothing of who asked for what."""


class Server(BaseApplication):
    """Serves the web application until it is told to stop."""

    def __init__(self, *, bind: str, workers: int, threads: int) -> None:
        # Threads: an upload may last minutes, and must hold up neither the other requests nor the worker's heartbeat.
        self._options = {
            "bind": bind,
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "preload_app": True,
            "keepalive": _IDLE_SECONDS,
            # Whoever asks may send these headers: the path and the scheme of a request come from nowhere else than
            # the request itself and PLEINJOUR_PROXY_COUNT.
            "forwarder_headers": "",
            "forwarded_allow_ips": "",
            "control_socket_disable": True,
            "graceful_timeout": 30,
            "logger_class": QuietLogger,
            "loglevel": "warning",
            "proc_name": "pleinjour",
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        from pleinjour.web.config.wsgi import application

        return application
