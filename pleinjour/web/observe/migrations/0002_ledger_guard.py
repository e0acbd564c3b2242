"""The database refuses to change what was published."""

from django.db import migrations

from pleinjour.web.observe.ledger_guard import LEDGER


def install(apps, schema_editor):
    for guarded in LEDGER:
        guarded.install(schema_editor.connection)


def remove(apps, schema_editor):
    for guarded in LEDGER:
        guarded.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("observe", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
