from typing import Any

from django.db import migrations, models


def load_again(apps: Any, schema_editor: Any) -> None:
    """The loader of the vocabulary tells which spellings are its own: let it run once more."""
    apps.get_model("postings", "ReferenceLoad").objects.filter(name="skills").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("postings", "0008_unknown_terms"),
    ]

    operations = [
        migrations.AddField(
            model_name="skillalias",
            name="from_vocabulary",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddIndex(
            model_name="skillalias",
            index=models.Index(
                condition=models.Q(("from_vocabulary", False)), fields=["id"], name="skill_alias_added"
            ),
        ),
        migrations.RunPython(load_again, migrations.RunPython.noop),
    ]
