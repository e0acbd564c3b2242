"""The facts by which the law binds: only added to."""

import django.db.models.deletion
from django.db import migrations, models

from pleinjour.web.decide.guards import FACTS
from pleinjour.web.organizations.models import Role


def install(apps, schema_editor):
    FACTS.install(schema_editor.connection)


def remove(apps, schema_editor):
    FACTS.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("decide", "0002_guards"),
        ("organizations", "0002_journal_guard"),
        ("registry", "0004_deployment_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="EstablishedFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fact", models.CharField(max_length=80, verbose_name="fait")),
                ("value", models.JSONField(null=True, verbose_name="valeur")),
                ("since", models.DateField(verbose_name="vrai depuis le")),
                ("origin", models.CharField(max_length=300, verbose_name="d’où vient cette réponse")),
                ("recorded_at", models.DateTimeField(verbose_name="enregistré le")),
                ("by_role", models.CharField(choices=Role.choices, max_length=20, verbose_name="rôle")),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="established_facts",
                        to="organizations.authority",
                    ),
                ),
                (
                    "system",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="established_facts",
                        to="registry.system",
                    ),
                ),
            ],
            options={
                "verbose_name": "fait établi",
                "verbose_name_plural": "faits établis",
                "ordering": ("since", "pk"),
                "indexes": [models.Index(fields=["authority", "system", "fact"], name="established_fact_of")],
            },
        ),
        migrations.RunPython(install, remove),
    ]
