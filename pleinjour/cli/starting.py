"""Django, started by the commands that need it, and by no other: it takes half a second."""

import os


def start_django() -> None:
    """Makes models and settings usable. A wrong setting stops the process with its sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pleinjour.web.config.settings")
    import django

    django.setup()
