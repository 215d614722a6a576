"""Passwords and PINs: which can be chosen, and what is stored of them (argon2id).

argon2 is imported where a secret is hashed or compared, and nowhere else: the window opens before
anyone signs in.
"""

from __future__ import annotations

import unicodedata
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from cpdesk.errors import DeskError
from cpdesk.lazy_modules import LazyPackage
from cpdesk.policy.names.names import fold
from cpdesk.words import N_

if TYPE_CHECKING:
    import argon2
    import argon2.exceptions
else:
    argon2 = LazyPackage("argon2")

PIN_DIGITS = 6
LETTERS = 8
LONGEST = 200
# What everyone tries first, also followed by a number or a sign, or with signs for letters.
_TRIVIAL = frozenset(
    {
        "password",
        "passwort",
        "contrasena",
        "qwerty",
        "qwertz",
        "qwertyuiop",
        "asdfghjkl",
        "letmein",
        "welcome",
        "iloveyou",
        "abcdefgh",
        "abcdefghi",
        "changeme",
        "default",
        "secret",
        "admin",
        "administrator",
        "principal",
        "leader",
        "school",
        "office",
        "officemanager",
        "frontdesk",
        "desk",
        "cpdesk",
        "teacher",
        "printer",
    }
)
_SIGNS = str.maketrans("04@$513!", "oaassiei")
# The hash of no one's password, at the usual cost: it is compared if no account has the name that
# was typed, so that this takes as long as for a real account.
_NOBODYS = (
    "$argon2id$v=19$m=65536,t=3,p=4$AX8wXqe52GMykpAHqQOI2w"
    "$eeo5ogjkueTiZrxasvUrS4YPBPrQBigtbVLelQ3jslI"
)


class Passwords:
    """Hashes and compares. The cost is argon2-cffi's default (RFC 9106, low memory): about a tenth
    of a second on an office computer."""

    def __init__(self, rounds: int = 3, memory_kib: int = 65_536, lanes: int = 4) -> None:
        self._cost = rounds, memory_kib, lanes

    @cached_property
    def _hasher(self) -> argon2.PasswordHasher:
        rounds, memory, lanes = self._cost
        return argon2.PasswordHasher(time_cost=rounds, memory_cost=memory, parallelism=lanes)

    @cached_property
    def _nobodys(self) -> str:
        if self._hasher.check_needs_rehash(_NOBODYS):
            return self._hasher.hash("nobody")
        return _NOBODYS

    def hashed(self, secret: str) -> str:
        """What is stored of a secret: the parameters, the salt and the hash."""
        return self._hasher.hash(_bytes(secret))

    def fits(self, kept: str | None, secret: str) -> bool:
        """Whether this is the secret. Never without an account (None), but it takes the same
        time."""
        try:
            same = self._hasher.verify(kept or self._nobodys, _bytes(secret[: 2 * LONGEST]))
        except argon2.exceptions.VerificationError:
            return False
        return same and kept is not None

    def is_old(self, kept: str) -> bool:
        """Whether this was hashed at a different cost than today's."""
        return self._hasher.check_needs_rehash(kept)


def check_choice(secret: str, name: str) -> None:
    """DeskError if this can't be chosen as a person's password or PIN."""
    plain = _plain(secret)
    if len(plain) > LONGEST:
        raise DeskError(
            N_("A password can have at most {n} characters."),
            N_("Choose a shorter one."),
            n=LONGEST,
        )
    if plain.isdecimal():
        if len(plain) < PIN_DIGITS:
            raise DeskError(
                N_("A PIN needs at least {n} digits."), N_("Choose a longer one."), n=PIN_DIGITS
            )
        if _runs(plain):
            raise _trivial()
        return
    if len(plain) < LETTERS:
        raise DeskError(
            N_("A password needs at least {n} characters."), N_("Choose a longer one."), n=LETTERS
        )
    own = {part.replace(" ", "") for part in (fold(name), *fold(name).split())}
    if len(set(plain)) < 3 or {_bare(plain), _bare(plain.translate(_SIGNS))} & (_TRIVIAL | own):
        raise _trivial()


def _bare(secret: str) -> str:
    """Its letters only, without what follows them."""
    return fold(secret.rstrip("0123456789!?.,*#+-_ ")).replace(" ", "")


def _runs(digits: str) -> bool:
    """111111, 123456, 987654, 121212, 123123, 12341234."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(digits)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        return True
    return any(2 * n <= len(digits) and digits[n:] == digits[:-n] for n in (2, 3, 4))


def _trivial() -> DeskError:
    return DeskError(
        N_("That PIN or password is too easy to guess."),
        N_("Don’t use a name, a sequence, or a repeated character."),
    )


def _plain(secret: str) -> str:
    """The same however the keyboard composed its accents."""
    return unicodedata.normalize("NFC", secret)


def _bytes(secret: str) -> bytes:
    return _plain(secret).encode("utf-8", "surrogatepass")
