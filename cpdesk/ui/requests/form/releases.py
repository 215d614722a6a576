"""Signed photo releases in a request: the share that signed, and what is on file already."""

from __future__ import annotations

from datetime import date

from cpdesk.policy.case import ReleaseFacts
from cpdesk.policy.releases import Photos, photos
from cpdesk.ui.requests.form.fields import Fields
from cpdesk.ui.widgets.domain.release_words import share
from cpdesk.words import Words


def on_file(found: ReleaseFacts | None, today: date, words: Words) -> str:
    """The office's record for the program on one line; "" if there is none."""
    if found is None:
        return ""
    said = photos(found, today)
    if said is Photos.LAPSED:
        return words.text("On file, but not valid after {day}", day=found.valid_to)
    if said is Photos.NONE:
        return words.text("On file: no families have signed")
    shared = share(found.signed, found.children, words)
    return words.text("On file: {share}, valid through {day}", share=shared, day=found.valid_to)


class Prefill:
    """Fills in a photo session's form from what is on file, but never over the user's entries."""

    def __init__(self, fields: Fields, words: Words) -> None:
        self._fields = fields
        self._words = words
        self._filled = ("", "")

    def forget(self) -> None:
        """A new form begins."""
        self._filled = ("", "")

    def show(self, found: ReleaseFacts | None) -> bool:
        """Says what is on file, and fills in the counts; returns whether they changed."""
        today = self._fields.today
        lines = (self._fields.line("releases"), self._fields.line("group_size"))
        lines[0].remark(on_file(found, today, self._words))
        typed = (lines[0].said, lines[1].said)
        if found is None or photos(found, today) is Photos.LAPSED:
            wanted = ("", "")
        else:
            wanted = (str(found.signed), str(found.children))
        if typed not in (("", ""), self._filled) or typed == wanted:
            return False
        for line, said in zip(lines, wanted, strict=True):
            line.set(said)
        self._filled = wanted
        return True
