"""Mails about what is written about a posting: to its recruiters, or to the moderators."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.tasks import task
from django.urls import reverse

from postings.mailing import compose
from postings.models import Comment
from postings.permissions import MODERATORS

logger = logging.getLogger(__name__)


def readers(comment: Comment) -> QuerySet[Any]:
    """Who is told: of a moderator's comment the company's recruiters; of a recruiter's the moderators who
    have written about the posting, else all of them."""
    people = get_user_model().objects.filter(is_active=True).exclude(email="").exclude(pk=comment.by_id or 0)
    if comment.moderator:
        if comment.posting.company_id is None:
            return people.none()
        return people.filter(company_memberships__company=comment.posting.company_id).distinct()
    moderators = people.filter(Q(groups__name=MODERATORS) | Q(is_superuser=True)).distinct()
    wrote = Comment.objects.filter(posting=comment.posting_id, moderator=True).values("by")
    took_part = moderators.filter(pk__in=wrote)
    return took_part if took_part.exists() else moderators.filter(groups__name=MODERATORS)


@task
def notify(comment_id: int, site: str) -> int:
    """Send the mails of one comment; returns how many left."""
    comment = Comment.objects.select_related("posting__company", "by").filter(pk=comment_id).first()
    if comment is None:
        return 0
    url = site + reverse("admin:postings_posting_change", args=[comment.posting_id]) + "#comments"
    sent = 0
    for person in readers(comment):
        mail = compose(
            to=person.email,
            subject=f"{comment.posting.title}: a comment",
            template="comment",
            context={"comment": comment, "posting": comment.posting, "url": url},
        )
        try:
            sent += mail.send()
        except (OSError, SMTPException):
            logger.exception("the mail about comment %s to user %s did not leave", comment.pk, person.pk)
    return sent
