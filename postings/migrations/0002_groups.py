"""The two groups with their permissions."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from postings.permissions import ensure_groups


def create_groups(apps, schema_editor):
    # Django creates permissions after the last migration; the groups need them now.
    config = apps.get_app_config("postings")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    ensure_groups(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))


class Migration(migrations.Migration):
    dependencies = [
        ("postings", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
