"""What may a partner do? From the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cpdesk.app import Hooks
from cpdesk.cli import main as command


def said(folder: Path, capsys: pytest.CaptureFixture[str], *line: str) -> str:
    assert command([*line, "--data", str(folder)], Hooks()) == 0
    return capsys.readouterr().out


def test_the_best_answer_stands_first_in_the_rules_words(
    sample_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(sample_folder, capsys, "guide", "pass", "a", "name")
    assert text.splitlines()[:2] == ["May the school pass a student’s name to a partner?", "No"]
    assert "No one at school may give a partner a student’s name" in text
    assert "> There are four ways to reach students" in text


def test_what_forbids_it_stands_before_what_the_visit_needs(
    sample_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = said(sample_folder, capsys, "guide", "sign", "up", "sheet").splitlines()
    assert lines[1:3] == ["No", "  * No registration forms"]


def test_it_answers_in_json(sample_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(said(sample_folder, capsys, "guide", "sticker", "--json"))
    assert data["unknown"] == []
    first = data["situations"][0]
    assert (first["situation"], first["outcome"]) == ("photos-some", "admit")
    assert first["conditions"] == ["photos-with-sticker"]
    assert first["findings"][0]["code"] == "photo.release"


def test_what_no_rule_names_is_told(
    sample_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "No rule found for “xyzzy”" in said(sample_folder, capsys, "guide", "xyzzy")
    near = said(sample_folder, capsys, "guide", "xyzzy with a student")
    assert near.startswith("No situation mentions “xyzzy”. Closest matches:")
    everything = said(sample_folder, capsys, "guide")
    assert everything.count("?\n") > 30
