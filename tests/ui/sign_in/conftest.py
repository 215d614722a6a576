from __future__ import annotations

import pytest

from tests.ui.sign_in.fakes import FakeAccounts


@pytest.fixture
def accounts() -> FakeAccounts:
    return FakeAccounts()
