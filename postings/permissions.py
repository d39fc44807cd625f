"""Who may do what: two groups, moderators and recruiters, and the superuser."""

from __future__ import annotations

from typing import Any

MODERATORS = "Moderators"
RECRUITERS = "Recruiters"

_CHILDREN = ("salaryband", "postingplace", "postingskill", "postingeligiblecountry")

# Model permissions of each group. Which rows a recruiter may touch is told by the querysets' ``visible_to``.
GROUP_PERMISSIONS: dict[str, tuple[str, ...]] = {
    MODERATORS: (
        "moderate_posting",
        *(f"{verb}_posting" for verb in ("add", "change", "view")),
        *(f"{verb}_company" for verb in ("add", "change", "view")),
        *(f"{verb}_companymembership" for verb in ("add", "change", "delete", "view")),
        *(f"{verb}_skill" for verb in ("add", "change", "view")),
        *(f"{verb}_skillalias" for verb in ("add", "change", "delete", "view")),
        *(f"{verb}_{child}" for child in _CHILDREN
          for verb in ("add", "change", "delete", "view")),
        *(f"{verb}_draft" for verb in ("change", "view")),
        "view_draftfinding",
        "change_likelyduplicate",
        "view_likelyduplicate",
        "view_revision",
        "change_unknownterm",
        "view_unknownterm",
        "view_rawtext",
        "add_importbatch",
        "view_importbatch",
        "view_importitem",
        "view_place",
        "view_report",
        "change_report",
        "view_postingday",
        "view_fieldcheck",
        "view_source",
        "change_source",
    ),
    RECRUITERS: (
        *(f"{verb}_posting" for verb in ("add", "change", "view")),
        *(f"{verb}_{child}" for child in _CHILDREN
          for verb in ("add", "change", "delete", "view")),
        "view_company",
        "change_company",  # website and description of their own
        "view_skill",
        "view_place",
    ),
}  # fmt: skip


def is_moderator(user: Any) -> bool:
    """May the user review and publish every company's postings?"""
    return bool(user.is_active and user.has_perm("postings.moderate_posting"))


def ensure_groups(group_model: Any, permission_model: Any) -> None:
    """Create the two groups with their permissions; safe to repeat. The models are arguments because
    migrations pass their historical ones."""
    for name, codenames in GROUP_PERMISSIONS.items():
        group, _ = group_model.objects.get_or_create(name=name)
        permissions = permission_model.objects.filter(
            content_type__app_label="postings", codename__in=codenames
        )
        group.permissions.add(*permissions)
