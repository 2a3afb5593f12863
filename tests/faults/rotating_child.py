"""Opens a vault and changes its keys over and over, saying when one change is done, until it is killed."""

import sys
from pathlib import Path

from caseapp.services import team, vaults


def main() -> None:
    office = vaults.unlock(Path(sys.argv[1]), sys.stdin.readline().rstrip("\n"))
    print("ready", flush=True)
    while True:
        done = team.rotate(office)
        assert done.trouble is None, done.trouble
        print("changed", flush=True)


main()
