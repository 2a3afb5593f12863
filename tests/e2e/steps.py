"""What every journey does at some time, by keyboard."""

from tests.e2e.window import Window

PASSPHRASE = "violet harbour lantern pebble crisp"
OPEN = "Search or jump to"
"""Stands at the top of the sidebar, which is there only while a vault is open."""


def unlock(window: Window, passphrase: str = PASSPHRASE) -> None:
    """Type the passphrase, press Enter, and be inside."""
    window.wait_focus("Passphrase")
    window.type(passphrase)
    window.press("Return")
    window.wait(OPEN)


def open_case(window: Window, typed: str, heard: str) -> None:
    """Ctrl+K, a name or reference, Enter; `heard` is what the case page says once it is there."""
    window.press("ctrl+k")
    window.wait_focus(OPEN)
    window.type(typed)
    window.wait(typed, "list item")
    window.press("Return")
    window.wait(heard, "page tab")
