"""What entering gives the shell, and what the page needs to know to begin."""

from dataclasses import dataclass
from pathlib import Path

from caseapp.services.office import Office


@dataclass(frozen=True, slots=True)
class Entered:
    """A vault is open: the office, its folder, and whose slot opened it (None: the recovery code)."""

    office: Office
    folder: Path
    slot_id: str | None


@dataclass(frozen=True, slots=True)
class EntryPlaces:
    """Folders the page offers: where a new vault would be made, and where the example service is built."""

    new_vault: Path
    example: Path
