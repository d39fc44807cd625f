"""What can't be done: each error says why in the words of the person who asked."""

from __future__ import annotations

from postings.linting import Finding, Severity


class ReviewError(Exception):
    """It can't be done; the message says why in the user's words."""


class UnmendedError(ReviewError):
    """The linter has found what its recruiter should mend, or look at, first: ``findings``."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        errors = [finding.message for finding in findings if finding.severity == Severity.ERROR]
        if errors:
            said = f"It can't be submitted yet. {' '.join(errors)}"
        else:
            warnings = " ".join(finding.message for finding in findings)
            said = f"Look at this first; if it is meant so, tick “submit it anyway”. {warnings}"
        super().__init__(said)


class ConflictError(ReviewError):
    """Somebody else changed the row meanwhile."""
