"""`caseapp`: the command line of Case Tracker."""

import sys

from caseapp.cli.main import run


def main() -> None:
    """Run a command and end with its exit status."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
