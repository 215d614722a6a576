"""The labels and sheets that badges are printed on, in exact sizes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cpdesk.errors import DeskError
from cpdesk.words import N_

MM = 72 / 25.4
INCH = 25.4  # in millimeters


@dataclass(frozen=True, slots=True)
class Sheet:
    """The position of labels on a page, in millimeters from its top left corner."""

    page_width: float
    page_height: float
    columns: int
    rows: int
    left: float
    top: float
    pitch_x: float
    pitch_y: float

    @property
    def places(self) -> int:
        """How many labels fit on a page."""
        return self.columns * self.rows


@dataclass(frozen=True, slots=True)
class Stock:
    """One kind of label, in the direction the badge is read: wider than high. Millimeters.

    `name` is a message id. `longest` is greater than `width` for a roll without a fixed length: the
    badge is then as long as its text needs, between the two. `thermal` printers print only black.
    """

    key: str
    name: str
    width: float
    height: float
    thermal: bool
    longest: float = 0.0
    sheet: Sheet | None = None


_AVERY_5395 = Sheet(8.5 * INCH, 11 * INCH, 2, 4, 17.4625, 14.8167, 95.25, 63.5)

STOCKS: Mapping[str, Stock] = MappingProxyType(
    {
        stock.key: stock
        for stock in (
            Stock("dymo-30256", N_("Dymo 30256, shipping label"), 102.0, 59.0, thermal=True),
            Stock("dymo-30857", N_("Dymo 30857, name badge"), 102.0, 57.0, thermal=True),
            Stock("brother-62", N_("Brother, 62 mm roll"), 80.0, 62.0, thermal=True, longest=106.0),
            Stock("card-4x3", N_("Card, 4 × 3 in"), 4 * INCH, 3 * INCH, thermal=False),
            Stock(
                "avery-5395",
                N_("Avery 5395, 8 badges on a Letter sheet"),
                85.725,
                59.267,
                thermal=False,
                sheet=_AVERY_5395,
            ),
        )
    }
)


def stock(key: str) -> Stock:
    """The stock for a key, as saved in the settings."""
    try:
        return STOCKS[key]
    except KeyError:
        raise DeskError(
            N_("“{key}” is not a label size."), N_("Choose one in Settings."), key=key
        ) from None
