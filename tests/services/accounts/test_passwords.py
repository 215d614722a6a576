"""Which passwords and PINs may be chosen, and what is kept of them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cpdesk.errors import DeskError
from cpdesk.services.accounts.passwords import Passwords, check_choice

NAME = "Inga Solberg"
QUICK = Passwords(rounds=1, memory_kib=8, lanes=1)


@pytest.mark.parametrize(
    "secret",
    ["tram-lamp-42", "704153", "9013577", "été long ici", "correct horse", "Solberghaus9x"],
)
def test_a_sound_password_or_pin_may_be_chosen(secret: str) -> None:
    check_choice(secret, NAME)


@pytest.mark.parametrize(
    ("secret", "why"),
    [
        ("", "at least 8"),
        ("70415", "at least 6 digits"),
        ("abc12-x", "at least 8"),
        ("x" * 201, "at most 200"),
        *((pin, "too easy to guess") for pin in ("111111", "123456", "987654", "121212", "123123")),
        *((pin, "too easy to guess") for pin in ("890123", "000000000", "12341234")),
        *(
            (word, "too easy to guess")
            for word in ("password", "Password1!", "P@ssw0rd", "qwertz123")
        ),
        *(
            (word, "too easy to guess")
            for word in ("Inga Solberg", "ingasolberg1", "SOLBERG2026", "abababab")
        ),
        *(
            (word, "too easy to guess")
            for word in ("front-desk", "principal", "welcome2026", "--------")
        ),
    ],
)
def test_what_everybody_tries_first_may_not(secret: str, why: str) -> None:
    with pytest.raises(DeskError, match=why) as refused:
        check_choice(secret, NAME)
    told = str(refused.value).removeprefix("That PIN or password is")  # not the secret "password"
    assert not secret or secret not in told


def test_a_hash_is_argon2id_with_a_salt_of_its_own_and_fits_its_secret_alone() -> None:
    kept, again = QUICK.hashed("tram-lamp-42"), QUICK.hashed("tram-lamp-42")
    assert kept.startswith("$argon2id$")
    assert "tram" not in kept
    assert kept != again
    assert QUICK.fits(kept, "tram-lamp-42")
    assert not QUICK.fits(kept, "tram-lamp-43")
    assert not QUICK.fits(None, "nobody")


def test_it_does_not_matter_how_a_keyboard_puts_its_accents_together() -> None:
    assert QUICK.fits(QUICK.hashed("caf\u00e9 noir"), "cafe\u0301 noir")


def test_what_is_compared_for_nobody_costs_what_everybody_costs() -> None:
    usual = Passwords()
    assert not usual.is_old(usual._nobodys)
    assert QUICK.is_old(usual._nobodys)
    assert not QUICK.is_old(QUICK._nobodys)


def test_argon2_is_not_there_before_a_secret_is_hashed() -> None:
    code = (
        "import sys, cpdesk.services.accounts.accounts, cpdesk.cli, cpdesk.services.services;"
        "print('argon2' in sys.modules)"
    )
    line = [sys.executable, "-c", code]
    told = subprocess.run(line, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
