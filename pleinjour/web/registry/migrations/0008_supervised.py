"""A supervisor is followed by another before they leave; an experiment ends by itself."""

from django.db import migrations, models

from pleinjour.web.registry.deployment_guard import DEPLOYMENT

ROLES = [
    ("administrator", "Administration"),
    ("referent", "Référent IA"),
    ("dpo", "DPO (protection des données)"),
    ("rssi", "RSSI (sécurité)"),
    ("direction", "Direction"),
    ("elu", "Élu"),
    ("agent", "Agent"),
]


def install(apps, schema_editor):
    DEPLOYMENT.install(schema_editor.connection)


def remove(apps, schema_editor):
    DEPLOYMENT.remove(schema_editor.connection, "supervisor_left", "supervisor_removed")


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_trials_of_imports")]

    operations = [
        migrations.RemoveConstraint("personincharge", "person_in_charge_once"),
        migrations.RunPython(install, remove),
        migrations.AlterField(
            "passage",
            "by_role",
            models.CharField(blank=True, choices=ROLES, max_length=20, verbose_name="rôle"),
        ),
    ]
