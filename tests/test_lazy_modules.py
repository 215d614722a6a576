"""Modules that are imported when first named."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

from cpdesk.lazy_modules import LazyPackage


def test_a_module_is_imported_when_it_is_named_and_not_before() -> None:
    code = """
        import sys
        from cpdesk.lazy_modules import LazyPackage

        root = LazyPackage("cpdesk")
        policy = root.policy
        print("cpdesk.policy.outcome" in sys.modules)
        print(policy.outcome.Outcome.ADMIT.code)
        print("cpdesk.policy.outcome" in sys.modules)
    """
    line = [sys.executable, "-c", textwrap.dedent(code)]
    told = subprocess.run(line, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "admit", "True"]


def test_a_name_that_is_no_module_is_an_error() -> None:
    with pytest.raises(ModuleNotFoundError, match=r"cpdesk\.services\.flier_logs"):
        LazyPackage("cpdesk.services").__getattr__("flier_logs")
