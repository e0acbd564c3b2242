"""What is decided is only added to, and no condition of deployment is met without its object."""

from django.db import migrations

from pleinjour.web.decide import guards

GUARDS = (
    guards.STUDIES,
    guards.OPINIONS,
    guards.RESERVATIONS,
    guards.RESERVATION_ENDS,
    guards.TRAINING,
    *guards.BACKINGS,
)


def install(apps, schema_editor):
    for guard in GUARDS:
        guard.install(schema_editor.connection)


def remove(apps, schema_editor):
    for guard in GUARDS:
        guard.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("decide", "0001_initial"), ("registry", "0004_deployment_guard")]

    operations = [migrations.RunPython(install, remove)]
