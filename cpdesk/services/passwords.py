"""Passwords and PINs: which may be chosen, and what is kept of them (argon2id).

argon2 is imported where a secret is hashed or compared, and nowhere else: the window is there
before anybody signs in.
"""

from __future__ import annotations

import unicodedata
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from cpdesk.errors import DeskError
from cpdesk.policy.names import fold
from cpdesk.words import N_

if TYPE_CHECKING:
    from argon2 import PasswordHasher

PIN_DIGITS = 6
LETTERS = 8
LONGEST = 200
# What everybody tries first, also with a number or a sign behind it, or signs for letters in it.
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
# Of nobody's password, by the usual cost: what is compared where no account has the name that was
# typed, so that it takes as long as where one has.
_NOBODYS = (
    "$argon2id$v=19$m=65536,t=3,p=4$AX8wXqe52GMykpAHqQOI2w"
    "$eeo5ogjkueTiZrxasvUrS4YPBPrQBigtbVLelQ3jslI"
)


class Passwords:
    """Hashes and compares. The cost is argon2-cffi's usual one (RFC 9106, low memory): about a
    tenth of a second on an office computer."""

    def __init__(self, rounds: int = 3, memory_kib: int = 65_536, lanes: int = 4) -> None:
        self._cost = rounds, memory_kib, lanes

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        rounds, memory, lanes = self._cost
        return PasswordHasher(time_cost=rounds, memory_cost=memory, parallelism=lanes)

    @cached_property
    def _nobodys(self) -> str:
        if self._hasher.check_needs_rehash(_NOBODYS):
            return self._hasher.hash("nobody")
        return _NOBODYS

    def hashed(self, secret: str) -> str:
        """What may be kept of a secret: the parameters, the salt and the hash."""
        return self._hasher.hash(_bytes(secret))

    def fits(self, kept: str | None, secret: str) -> bool:
        """Whether this is the secret. Without an account (None) never, and after the same time."""
        from argon2.exceptions import VerificationError

        try:
            same = self._hasher.verify(kept or self._nobodys, _bytes(secret[: 2 * LONGEST]))
        except VerificationError:
            return False
        return same and kept is not None

    def is_old(self, kept: str) -> bool:
        """Whether this was hashed at another cost than today's."""
        return self._hasher.check_needs_rehash(kept)


def check_choice(secret: str, name: str) -> None:
    """DeskError where this may not be chosen as somebody's password or PIN."""
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
    """Its letters alone, without what stands behind them."""
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
    """The same however the keyboard put its accents together."""
    return unicodedata.normalize("NFC", secret)


def _bytes(secret: str) -> bytes:
    return _plain(secret).encode("utf-8", "surrogatepass")
