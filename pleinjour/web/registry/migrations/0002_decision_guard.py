"""The database refuses to change a decision."""

from django.db import migrations

from pleinjour.web.registry.history_guard import DECISIONS


def install(apps, schema_editor):
    DECISIONS.install(schema_editor.connection)


def remove(apps, schema_editor):
    DECISIONS.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
