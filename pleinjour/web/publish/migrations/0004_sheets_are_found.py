"""Everybody finds sheets by their words, those that were published before too."""

from django.db import migrations

from pleinjour.web.publish.content import read_content
from pleinjour.web.publish.search import INDEX, words_by


def install(apps, schema_editor):
    words = apps.get_model("publish", "SheetWords")
    for sheet in apps.get_model("publish", "Sheet").objects.exclude(edition=None).select_related("edition"):
        words.objects.create(authority_id=sheet.authority_id, sheet=sheet, **words_by(read_content(sheet.edition.content)))
    INDEX.install(schema_editor.connection)


def remove(apps, schema_editor):
    INDEX.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("publish", "0003_words_of_sheets")]

    operations = [migrations.RunPython(install, remove)]
