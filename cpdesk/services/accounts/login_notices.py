"""What people are told when they sign in: who reset their password, which terms are new."""

from __future__ import annotations

from cpdesk.records.accounts import PasswordReset, SignedIn
from cpdesk.records.terms import TermsImport
from cpdesk.words import N_, Words

_MOST = 3  # of each kind; a longer list is for the audit
_RESET_BY = N_("{by} reset your password on {at}. If you didn’t ask for this, tell the district.")
_RESET_BY_KEY = N_(
    "Your password was reset with the printed recovery key on {at}. If you "
    "didn’t ask for this, tell the district."
)
_TERMS = N_(
    "New district terms are in use: {source}, {day}. {by} imported them on {at}. "
    "To see what changed, run `cpdesk terms list`."
)
_IGNORED = N_(
    "These terms files in the data folder are not in use: {files}. An office "
    "manager can import them with `cpdesk terms import`."
)


def notices(words: Words, signed_in: SignedIn) -> tuple[str, ...]:
    """One sentence for each, most important first; empty if there is no news."""
    return (
        *(reset_notice(words, one) for one in signed_in.resets[:_MOST]),
        *(terms_notice(words, one) for one in signed_in.terms[:_MOST]),
    )


def reset_notice(words: Words, reset: PasswordReset) -> str:
    return words.text(_RESET_BY if reset.by else _RESET_BY_KEY, by=reset.by, at=reset.at)


def terms_notice(words: Words, found: TermsImport) -> str:
    return words.text(
        _TERMS,
        source=found.source,
        day=found.source_date,
        by=found.imported_by,
        at=found.imported_at,
    )


def ignored_notice(words: Words, files: tuple[str, ...]) -> str:
    """About terms files that are in the data folder; "" if there are none."""
    return words.text(_IGNORED, files=files[:_MOST]) if files else ""
