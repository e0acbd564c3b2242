"""Digests of contents are veiled by the key of their authority; logs refused because they had grown are read again."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from pleinjour.web.observe.contents import veil_of


def veil_digests(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    for name in ("Intake", "DroppedFile"):
        rows = apps.get_model("observe", name).objects.exclude(digest="")
        for authority in set(rows.order_by().values_list("authority", flat=True)):
            veil = veil_of(authority)
            for key, digest in list(rows.filter(authority=authority).values_list("pk", "digest")):
                rows.filter(pk=key).update(digest=veil(digest))


def look_again_at_grown(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("observe", "DroppedFile").objects.filter(outcome="grown").delete()


class Migration(migrations.Migration):
    dependencies = [("observe", "0010_contents")]

    operations = [
        migrations.RunPython(look_again_at_grown, migrations.RunPython.noop),
        migrations.RunPython(veil_digests, migrations.RunPython.noop),
    ]
