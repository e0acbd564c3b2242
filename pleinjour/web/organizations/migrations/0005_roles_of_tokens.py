"""A token keeps the roles that its member had when it was drawn: for those drawn before, the roles of today."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def freeze(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    membership = apps.get_model("organizations", "Membership")
    for token in apps.get_model("organizations", "Token").objects.all():
        held = membership.objects.filter(account=token.account_id, authority=token.authority_id)
        token.roles = sorted(held.values_list("role", flat=True))
        token.save(update_fields=["roles"])


class Migration(migrations.Migration):
    dependencies = (("organizations", "0004_reminders"),)

    operations = (
        migrations.AddField("token", "roles", models.JSONField(default=list)),
        migrations.RunPython(freeze, migrations.RunPython.noop),
    )
