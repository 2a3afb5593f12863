"""`caseapp`: the command line of Case Tracker."""

import sys
from io import TextIOWrapper

from caseapp.base import process
from caseapp.cli.main import run


def main() -> None:
    """Keep memory and files to this user, as the window does, run a command and end with its exit status."""
    process.keep_files_private()
    process.keep_memory_private()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a name that an old terminal cannot show is no fault
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
