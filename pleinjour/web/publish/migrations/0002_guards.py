"""What was published is only added to, and the condition of the public sheet is met by a sheet."""

from django.db import migrations

from pleinjour.web.publish.guards import GUARDS
from pleinjour.web.registry.deployment_guard import NO_SHEET_YET


def install(apps, schema_editor):
    NO_SHEET_YET.remove(schema_editor.connection)
    for guard in GUARDS:
        guard.install(schema_editor.connection)


def remove(apps, schema_editor):
    for guard in GUARDS:
        guard.remove(schema_editor.connection)
    NO_SHEET_YET.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("publish", "0001_initial"), ("registry", "0004_deployment_guard")]

    operations = [migrations.RunPython(install, remove)]
