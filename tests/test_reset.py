"""What a test that commits leaves to the next one: nothing, and the reference data as it was."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from postings.models import Place, Posting, Skill, SkillAlias
from tests import reset
from tests.factories import PostingFactory, SkillFactory

pytestmark = pytest.mark.django_db(transaction=True)


def _reference_data() -> list[list[tuple[object, ...]]]:
    models = (Place, Skill, SkillAlias, Skill.parents.through, Group, Permission, ContentType)
    return [list(model.objects.order_by("pk").values_list()) for model in models]


def test_rows_that_were_added_changed_or_deleted_are_as_migrate_left_them() -> None:
    before = _reference_data()
    PostingFactory(skills=["Python", "Moon boots"])
    SkillFactory(name="Raking the moon", aliases=["moon raking"], parents=[Skill.objects.get(name="Python")])
    Skill.objects.filter(name="Django").update(name="Jango")
    Place.objects.filter(name="Adelaide").delete()
    Group.objects.all().delete()
    ContentType.objects.get_for_model(Skill)  # from now on it is cached
    assert _reference_data() != before

    reset.empty()

    assert _reference_data() == before
    assert not Posting.objects.exists()
    kept = ContentType.objects.get_for_model(Skill)
    assert ContentType.objects.filter(pk=kept.pk).exists()
