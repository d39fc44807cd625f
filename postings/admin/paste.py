"""A recruiter's text becomes the filled form of a new posting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from postings.admin.editing import read_findings
from postings.admin.posting_scope import PostingScope
from postings.drafting import read, values_of
from postings.evidence import Segment, segments
from postings.intake import MAX_TEXT_BYTES, Incoming, import_texts
from postings.models import Company, Draft, ImportBatch, Posting, RawText
from postings.permissions import is_moderator
from postings.values import PostingValues

State = Posting.State


KNOWN_TEXT_SALT = "postings.admin.known-text"


class PasteForm(forms.Form):
    """A recruiter's text."""

    text = forms.CharField(
        strip=False,
        label="The text of your posting",
        max_length=MAX_TEXT_BYTES,
        widget=forms.Textarea(attrs={"rows": 16, "autofocus": True}),
        help_text="As you have it: from your site, a document, an e-mail. Nothing is published yet.",
        error_messages={"required": "Paste a text first."},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        companies = Company.objects.all() if is_moderator(user) else Company.objects.of(user)
        if companies.count() != 1:
            self.fields["company"] = forms.ModelChoiceField(companies, empty_label=None, label="For")
        self.companies = companies
        self.order_fields(["company", "text"])

    def company(self) -> Company:
        """The company chosen, or the only one."""
        chosen = self.cleaned_data.get("company")
        return chosen if chosen is not None else self.companies.get()


@dataclass(frozen=True, slots=True)
class Filling:
    """What a new posting's form is filled with: nothing, or what was read from a pasted text."""

    values: PostingValues
    findings: list[Any]
    segments: tuple[Segment, ...] = ()
    draft: Draft | None = None
    verdict: str = ""
    parts: int = 1


def _parts_said(count: int) -> str:
    return f"The text holds {count} postings. This is the first; the others follow when you paste it again."


class PastePage(PostingScope):
    """The page ``paste/``, and what its texts fill the form with."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.paste_view)
        return [path("paste/", view, name="postings_posting_paste"), *super().get_urls()]

    def paste_view(self, request: HttpRequest) -> HttpResponse:
        """A text becomes a filled form. Moderators have the import for it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if is_moderator(request.user):
            return HttpResponseRedirect(reverse("admin:postings_importbatch_add"))
        if refusal := self.companyless(request):
            return refusal
        form = PasteForm(request.POST or None, user=request.user)
        if request.method == "POST" and form.is_valid() and (response := self._read_paste(request, form)):
            return response
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Paste a text",
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/postings/posting/paste.html", context)

    def _read_paste(self, request: HttpRequest, form: PasteForm) -> HttpResponse | None:
        """To the form filled from the text; None, with an error in the form, when it can't be read."""
        company = form.company()
        content = form.cleaned_data["text"].encode("utf-8", errors="surrogatepass")
        summary = import_texts(
            [Incoming("pasted text", content)],
            channel=ImportBatch.Channel.RECRUITER,
            by=request.user,
            source=company.name,
            company=company,
        )
        if not summary.raw_texts:
            item = summary.batch.items.first()
            form.add_error("text", item.reason if item is not None else "It can't be read.")
            return None
        raw_text = summary.raw_texts[0]
        own = list(raw_text.drafts.filter(company=company).order_by("part"))
        waiting = next((draft for draft in own if draft.state == Draft.State.WAITING), None)
        add = reverse("admin:postings_posting_add")
        if waiting is not None:
            if len(own) > 1:
                messages.info(request, _parts_said(len(own)))
            return HttpResponseRedirect(f"{add}?draft={waiting.pk}")
        theirs = (
            Posting.objects.filter(draft__raw_text=raw_text, company=company)
            .exclude(state__in=[State.WITHDRAWN, State.REJECTED])
            .first()
        )
        if theirs is not None:
            messages.info(request, f"You have this text already: it is {theirs.condition()}.")
            return HttpResponseRedirect(reverse("admin:postings_posting_change", args=[theirs.pk]))
        # The text is known from elsewhere. Its drafts are not the recruiter's, so it is read again for them.
        token = signing.dumps([raw_text.pk, company.pk, request.user.pk], salt=KNOWN_TEXT_SALT)
        return HttpResponseRedirect(f"{add}?text={token}")

    def filling(self, request: HttpRequest) -> Filling:
        """What the address of the form for a new posting asks to be filled in."""
        pk = request.GET.get("draft", "")
        if pk:
            draft = self._own_draft(request, pk)
            if draft is None:
                raise Http404("This text is not there, or is another company's.")
            return self.filling_of(draft, PostingValues.from_json(draft.values))
        if token := request.GET.get("text", ""):
            return self._filling_of_known(request, token)
        company = Company.objects.of(request.user).first() if not is_moderator(request.user) else None
        return Filling(PostingValues(company=company.name if company else ""), [])

    @staticmethod
    def _own_draft(request: HttpRequest, pk: str) -> Draft | None:
        if not pk.isdecimal() or len(pk) > 17:
            return None
        drafts = Draft.objects.filter(company__in=Company.objects.of(request.user))
        return drafts.select_related("raw_text").filter(pk=pk).first()

    @staticmethod
    def filling_of(draft: Draft, values: PostingValues) -> Filling:
        findings = list(draft.findings.all())
        return Filling(
            values,
            findings,
            tuple(segments(draft.raw_text.text, findings)),
            draft,
            "" if draft.is_posting else draft.verdict,
            draft.raw_text.drafts.count(),
        )

    @staticmethod
    def _filling_of_known(request: HttpRequest, token: str) -> Filling:
        try:
            raw_pk, company_pk, user_pk = signing.loads(token, salt=KNOWN_TEXT_SALT, max_age=86_400)
        except (signing.BadSignature, ValueError, TypeError):
            raise Http404("This address has expired: paste the text again.") from None
        company = Company.objects.of(request.user).filter(pk=company_pk).first()
        raw_text = RawText.objects.filter(pk=raw_pk).first()
        if user_pk != request.user.pk or company is None or raw_text is None:
            raise Http404("This text is not there, or is another company's.")
        extractions = read(raw_text)
        findings = read_findings(extractions[0])
        verdict = extractions[0].verdict.value
        return Filling(
            values_of(extractions[0]).replace(company=company.name),
            findings,
            tuple(segments(raw_text.text, findings)),
            None,
            "" if verdict.is_posting else verdict.reason,
            len(extractions),
        )
