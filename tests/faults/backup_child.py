"""Makes backups, or restores one over its vault, one after the other, until it is killed; says what it has done."""

import sys
from pathlib import Path

from caseapp.services import backups, vaults


def main() -> None:
    what, folder, place, passphrase = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
    if what == "back_up":
        office = vaults.unlock(folder, passphrase)
        print("ready", flush=True)
        while True:
            print(backups.back_up(office, place).folder.name, flush=True)
    print("ready", flush=True)
    while True:
        done = backups.restore(place, folder, passphrase=passphrase)
        print(done.entries, flush=True)


main()
