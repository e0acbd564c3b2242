"""The database deploys nothing before its conditions are met, and keeps what happened as it was."""

from django.db import migrations

from pleinjour.web.registry.deployment_guard import DEPLOYMENT, NO_SHEET_YET, SUPERVISOR
from pleinjour.web.registry.history_guard import PASSAGES, VERSIONS

GUARDS = (PASSAGES, VERSIONS, DEPLOYMENT, SUPERVISOR, NO_SHEET_YET)


def install(apps, schema_editor):
    for guard in GUARDS:
        guard.install(schema_editor.connection)


def remove(apps, schema_editor):
    for guard in GUARDS:
        guard.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_the_life_of_systems")]

    operations = [migrations.RunPython(install, remove)]
