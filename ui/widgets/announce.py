"""Tells a screen reader what happened without moving the focus."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Have `words` read out, politely: "Contact saved to KT-0147". Never a name: others may hear."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
