"""What stands around the page: papers that are only noted, and deliveries made in one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from cpdesk.policy.flyers import BY_RULE, Answer, Channel, Check
from cpdesk.records.flyer_intake import Received
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.services.services import Services


@dataclass
class Printed:
    """What the page wanted printed, opened or chosen."""

    count_sheets: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    asked: list[Callable[[Path], None]] = field(default_factory=list)


BY_HAND = tuple(check for check in Check if check not in BY_RULE)


def answered(
    services: Services,
    delivery_id: str,
    no: tuple[Check, ...] = (),
    open_: tuple[Check, ...] = BY_HAND,
) -> DeliveryRecord:
    """Its checklist: all yes except these; the open ones have no answer."""
    record = services.deliveries.delivery(delivery_id)
    answers = tuple(
        (check, Answer.NO if check in no else Answer.YES) for check in BY_HAND if check not in open_
    )
    return services.deliveries.check(delivery_id, record.version, answers)


def accepted(
    services: Services, title: str, delivery_id: str, copies: int, *ways: Channel, bundles: int = 0
) -> DeliveryRecord:
    """Received and accepted, of an approval on the roster."""
    approval = services.deliveries.approvals(title)[0]
    received = Received(approval.key, copies=copies, bundles=bundles, channels=ways)
    services.deliveries.receive(received, delivery_id)
    record = answered(services, delivery_id, open_=())
    return services.deliveries.accept(delivery_id, record.version)


def a_picture(path: Path, shade: int = 99) -> Path:
    image = QImage(80, 120, QImage.Format.Format_RGB32)
    image.fill(QColor(shade, 120, 120))
    assert image.save(str(path))
    return path
