"""Who is signed in at this window, for pages that show what the role may do. Nothing is enforced
here: the services refuse by themselves."""

from __future__ import annotations

from cpdesk.policy.permissions import PERMISSIONS, WITHOUT_ACCOUNTS, Permission, Role, may
from cpdesk.records.accounts import Actor, SignedIn
from cpdesk.words import N_, Words

_ONLY = {
    frozenset({Role.MANAGER}): N_("Only the office manager can do this."),
    frozenset({Role.LEADER}): N_("Only a school leader can do this."),
    frozenset({Role.LEADER, Role.MANAGER}): N_(
        "Only a school leader or the office manager can do this."
    ),
}
_NOBODY = Actor()


class CurrentUser:
    """The user signed in at this window; no one while there is no account, or while locked."""

    def __init__(self) -> None:
        self.signed_in: SignedIn | None = None

    @property
    def actor(self) -> Actor:
        return self.signed_in.actor if self.signed_in else _NOBODY

    def may(self, act: Permission) -> bool:
        """Whether a page offers this."""
        return may(self.actor.role, act, lent=bool(self.actor.lent_by))

    def why_not(self, act: Permission, words: Words) -> str:
        """One sentence for what is not allowed; "" if it is."""
        if self.may(act):
            return ""
        if self.actor.role is None and act not in WITHOUT_ACCOUNTS:
            return words.text(
                "This has to be recorded under someone’s name. Create accounts in "
                "Settings, under “Staff accounts.”"
            )
        return words.text(_ONLY.get(PERMISSIONS[act], N_("Your role doesn’t allow this.")))
