"""Showing, hiding and filling many parts at one go."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QLayout, QWidget
from shiboken6 import isValid


@contextmanager
def laid_out_once(whole: QWidget, *, deep: bool = True) -> Iterator[None]:
    """While parts of `whole` are shown, hidden and filled: they find their places afterwards, all at once.

    Otherwise each part that is shown lays out everything around it up to the window, there and then. With `deep` False
    only what stands directly in `whole` waits: for a page so large that looking at all in it would take longer.
    """
    inside = whole.findChildren(QLayout) if deep else ()
    layouts = [each for each in (whole.layout(), *inside) if each is not None and each.isEnabled()]
    for layout in layouts:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in layouts:
            if isValid(layout):
                layout.setEnabled(True)
        for layout in layouts:  # the outer ones first; what finds its place may throw other parts away
            if not isValid(layout) or (holder := layout.parentWidget()) is None:
                continue
            if holder.layout() is layout and layout.geometry() != holder.contentsRect():
                layout.invalidate()  # its part got another size meanwhile: Qt tells that only once
            if holder.isVisible():
                layout.activate()
