"""The words by which systems are found, and their full-text index."""

from django.db import migrations, models
from django.db.models.deletion import CASCADE, PROTECT

from pleinjour.web.registry.search import INDEX


def install(apps, schema_editor):
    INDEX.install(schema_editor.connection)


def remove(apps, schema_editor):
    INDEX.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_deployment_guard")]

    operations = [
        migrations.CreateModel(
            name="SystemWords",
            fields=[
                (
                    "authority",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="organizations.authority"),
                ),
                ("sort_key", models.CharField(max_length=200)),
                ("words", models.TextField()),
                (
                    "system",
                    models.OneToOneField(
                        on_delete=CASCADE,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="registry.system",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RunPython(install, remove),
    ]
