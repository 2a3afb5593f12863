"""Starts the window: `python -m ui [--vault DIR] [--theme light|dark] [--scale N] [--selftest]`."""

import os
import sys

from ui.shell.display import NO_DISPLAY, why_no_qt, why_no_window


def main() -> int:
    """Ask first whether there is a screen: Qt would end the program without a word of use."""
    if "--headless-day" in sys.argv:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    reason = why_no_window()
    if reason:
        print(reason, file=sys.stderr)
        return NO_DISPLAY
    try:
        from ui.shell.start import start
    except ImportError as error:
        if error.name is not None and error.name.split(".")[0] != "PySide6":
            raise
        print(why_no_qt(error), file=sys.stderr)
        return NO_DISPLAY
    return start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
