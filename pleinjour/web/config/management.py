"""Django's own commands (migrate, createcachetable…), behind `pleinjour manage`."""

import os
from collections.abc import Sequence

from django.core.management import execute_from_command_line


def run(argv: Sequence[str]) -> None:
    """Run one command: `run(["migrate", "--noinput"])`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pleinjour.web.config.settings")
    execute_from_command_line(["pleinjour manage", *argv])
