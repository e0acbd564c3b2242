"""Each opinion is on a study: those given before are on the last one that was finished then."""

import django.db.models.deletion
from django.db import migrations, models

from pleinjour.web.decide.guards import BACKINGS, OPINIONS

GUARDS = (OPINIONS, *BACKINGS)


def unguard(apps, schema_editor):
    for guard in GUARDS:
        guard.remove(schema_editor.connection)


def guard(apps, schema_editor):
    for each in GUARDS:
        each.install(schema_editor.connection)


def find_studies(apps, schema_editor):
    studies = apps.get_model("decide", "Study").objects
    for opinion in apps.get_model("decide", "Opinion").objects.filter(study=None):
        finished = studies.filter(system=opinion.system, basis=opinion.basis)
        before = finished.filter(finished_at__lte=opinion.given_at)
        opinion.study = (before or finished).latest("pk")
        opinion.save(update_fields=["study"])
    # PostgreSQL alters no table whose rows still wait to be checked.
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [("decide", "0006_in_operation")]

    operations = [
        # The guards name the new column: without it they can't stand again, so going back leaves the table bare.
        migrations.RunPython(unguard, migrations.RunPython.noop),
        migrations.AddField(
            "opinion",
            "study",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="opinions",
                to="decide.study",
            ),
        ),
        migrations.RunPython(find_studies, migrations.RunPython.noop),
        migrations.AlterField(
            "opinion",
            "study",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="decide.study"
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
