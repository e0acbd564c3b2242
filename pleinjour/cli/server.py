"""gunicorn with our settings."""

from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

_IDLE_SECONDS = 75


class QuietLogger(Logger):
    """gunicorn's log without its access log, which would hold addresses."""

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
