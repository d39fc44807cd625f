"""One of each thing, and one client of each kind of user, for the tests of who may see and do what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from postings import terms
from postings.models import (
    FieldCheck,
    Fingerprint,
    ImportBatch,
    ImportItem,
    Invitation,
    LikelyDuplicate,
    Report,
    Revision,
    Source,
    UnknownTerm,
)
from postings.permissions import RECRUITERS
from tests.admin.conftest import client_of
from tests.factories import (
    CompanyFactory,
    DraftFactory,
    PlaceFactory,
    PostingFactory,
    SkillFactory,
    UserFactory,
)

SECRET = "Confidential"
"""In everything that is Birch Foundry's, or a moderator's: a recruiter of Alder Works must never read it."""

BEGINNING = SECRET[:-1]  # to search for: the answer may repeat it

# What an answer is: shown (200), denied (403), missing (404), elsewhere (a redirect), login.
SHOWN, DENIED, MISSING, ELSEWHERE, LOGIN = "shown", "denied", "missing", "elsewhere", "login"
NOT_BY_LINK = "not by link"  # 405: only a form changes something


class World:
    """One of each thing: the company's, and things that only moderators may read."""

    def __init__(self) -> None:
        self.company = CompanyFactory(name="Alder Works")
        self.other_company = CompanyFactory(name=f"{SECRET} Foundry")
        self.posting = PostingFactory(company=self.company, title="Welder", draft=True)
        self.other_posting = PostingFactory(company=self.other_company, title=f"{SECRET} job")
        self.draft = DraftFactory(values={"title": f"{SECRET} draft", "company": SECRET})
        self.batch = ImportBatch.objects.create(channel="paste", source=SECRET)
        ImportItem.objects.create(
            batch=self.batch, name=SECRET, outcome="failed", code="empty", reason="It is empty."
        )
        self.pair = LikelyDuplicate.objects.create(
            first=Fingerprint.objects.create(draft=self.draft, title=SECRET),
            second=Fingerprint.objects.create(posting=self.other_posting, title=SECRET),
            score=0.9,
        )
        self.term = UnknownTerm.objects.create(key=SECRET.lower(), text=SECRET, seen=terms.OFTEN)
        self.revision = Revision.objects.create(
            draft=self.draft, action="corrected", changes={"title": ["", SECRET]}
        )
        self.report = Report.objects.create(posting=self.other_posting, reason="scam", text=SECRET)
        self.invitation = Invitation.objects.create(
            company=self.other_company,
            email=f"{SECRET.lower()}@example.com",
            token_hash="x",
            asked_at=timezone.now(),
            expires_at=timezone.now() + timedelta(days=1),
        )
        self.source = Source.objects.create(name=SECRET)
        self.check = FieldCheck.objects.create(
            draft=self.draft, field="title", outcome="added", final=SECRET, source=SECRET
        )
        self.skill = SkillFactory(name="Flurbing")
        self.place = PlaceFactory(name="Smallville")
        superuser = UserFactory(superuser=True, username="root")
        self.of_superusers: dict[str, Any] = {
            "auth_user": UserFactory(),
            "auth_group": Group.objects.get(name=RECRUITERS),
            "axes_accessattempt": AccessAttempt.objects.create(
                username="x", ip_address="192.0.2.1", user_agent="x", failures_since_start=1
            ),
            "axes_accesslog": AccessLog.objects.create(username="x", ip_address="192.0.2.1", user_agent="x"),
            "axes_accessfailurelog": AccessFailureLog.objects.create(
                username="x", ip_address="192.0.2.1", user_agent="x"
            ),
            "django_tasks_database_dbtaskresult": DBTaskResult.objects.create(
                task_path="postings.tasks.collect_terms", args_kwargs={"args": [], "kwargs": {}},
                backend_name="default", run_after=get_date_max(),
            ),
        }  # fmt: skip
        self.clients = (
            Client(),
            client_of(UserFactory(recruiter=True, companies=[self.company])),
            client_of(UserFactory(recruiter=True, companies=[self.other_company])),
            client_of(UserFactory(moderator=True)),
            client_of(superuser),
        )

    def address(self, name: str) -> str:
        objects: dict[str, Any] = {
            "posting": self.posting, "company": self.company, "draft": self.draft, "importbatch": self.batch,
            "rawtext": self.draft.raw_text, "place": self.place, "skill": self.skill,
            "likelyduplicate": self.pair, "revision": self.revision, "unknownterm": self.term,
            "report": self.report, "fieldcheck": self.check, "source": self.source,
        }  # fmt: skip
        parts = name.split("_")
        of_one = "_change _history _delete _preview _step _columns _undo _effect _people _figures".split()
        of_one += ["_trust", "_comment"]
        if name.endswith(tuple(of_one)) and parts[0] == "postings":
            return reverse(f"admin:{name}", args=[objects[parts[1]].pk])
        table, _, page = name.rpartition("_")
        if name.endswith("_password_change"):
            table, page = "auth_user", "change"
        if table in self.of_superusers and page in {"change", "history", "delete"}:
            return reverse(f"admin:{name}", args=[self.of_superusers[table].pk])
        if name == "postings_likelyduplicate_compare":
            names = [f"draft-{self.draft.pk}", f"posting-{self.other_posting.pk}"]
            return reverse(f"admin:{name}", args=names)
        url = reverse(f"admin:{name}")
        if name == "autocomplete" or name.endswith("_choices"):
            field = "skill" if "skill" in name else "place"
            url += f"?app_label=postings&model_name=posting{field}&field_name={field}&term=a"
        return url


def kind_of(response: Any) -> str:
    if response.status_code in (301, 302):
        return LOGIN if response.url.startswith("/admin/login/") else ELSEWHERE
    return {200: SHOWN, 403: DENIED, 404: MISSING, 405: NOT_BY_LINK}[response.status_code]
