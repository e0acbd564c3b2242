"""Systems that were there before the search are found by it."""

from django.db import migrations

from pleinjour.web.organizations.text_index import found_by
from pleinjour.web.registry.search import texts_of


def fill(apps, schema_editor):
    words = apps.get_model("registry", "SystemWords")
    for system in apps.get_model("registry", "System").objects.filter(words=None).iterator():
        words.objects.create(authority_id=system.authority_id, system=system, **found_by(system.name, "\n".join(texts_of(system))))


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_words_of_systems")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
