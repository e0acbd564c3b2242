"""What is decided is only added to, and no condition of deployment is met without its object."""

from django.db import migrations

from pleinjour.web.decide import guards
from pleinjour.web.registry.deployment_guard import Backing
from pleinjour.web.registry.models import Need

_OF_THE_BASIS = "system_id = {system} AND basis = {basis}"
# As they were at first: opinions were not yet on a study.
BACKINGS = (
    Backing(Need.STUDY, f"EXISTS (SELECT 1 FROM decide_study WHERE {_OF_THE_BASIS})"),
    *(
        Backing(need, f"EXISTS (SELECT 1 FROM decide_opinion WHERE {_OF_THE_BASIS} AND verdict <> 'defavorable')")
        for need in (Need.DPO, Need.RSSI, Need.RESERVATIONS)
    ),
    Backing(Need.TRAINING, f"EXISTS (SELECT 1 FROM decide_trainingrecord WHERE {_OF_THE_BASIS})"),
)
GUARDS = (
    guards.STUDIES,
    guards.OPINIONS,
    guards.RESERVATIONS,
    guards.RESERVATION_ENDS,
    guards.TRAINING,
    *BACKINGS,
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
