"""Import: a spreadsheet of referrals becomes waiting referrals, all of them or none.

The window reads who is known on the vault thread (`known_people`), works the plan out elsewhere (`read`, `work_out`)
and carries it out on the vault thread (`perform`). The command line calls `plan` and `perform`.
"""

from collections.abc import Mapping
from pathlib import Path

from caseapp.base.errors import Refused
from caseapp.domain import shipped
from caseapp.domain.import_again import differences
from caseapp.domain.import_mapping import ImportMap
from caseapp.domain.import_plan import (
    Cancelled,
    ImportPlan,
    KnownPeople,
    Progress,
    RowChoice,
    look_up,
    people_of,
    work_out,
)
from caseapp.domain.import_rows import ImportRow, shipped_choices
from caseapp.domain.import_sheet import Sheet
from caseapp.domain.import_suggest import suggest_mapping
from caseapp.domain.person import PersonDetails
from caseapp.domain.saved import Saved
from caseapp.exchange.import_map_file import read_map, write_map
from caseapp.exchange.limits import MAX_BYTES
from caseapp.exchange.spreadsheet import read_sheet
from caseapp.services import journal, people
from caseapp.services.office import Office, saved
from caseapp.store.reads import desk as desk_reads
from caseapp.store.reads import known_people as reads
from caseapp.store.tables import ImportBatch, ImportMapping, Referral
from caseapp.store.unit import Unit

SAMPLE_ROWS = 200
"""How many rows are looked at to guess what the columns mean."""


def file_bytes(path: Path) -> bytes:
    """What stands in a file, or as much of it as shows that it is too large. Touches no database.

    Raises:
        Refused: `import_file_unreadable`.
    """
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        raise Refused("import_file_unreadable") from None


def read(office: Office, data: bytes, file_name: str, import_map: ImportMap | None = None) -> tuple[Sheet, ImportMap]:
    """The sheet in a file and the mapping to read it through: the one given, else a suggestion. Touches no database.

    Raises:
        Refused: a code whose name begins with `spreadsheet_`.
    """
    sheet = read_sheet(data, file_name)
    if import_map is None:
        import_map = suggest_mapping(sheet.columns, sheet.rows[:SAMPLE_ROWS], shipped_choices(office.today()))
    return sheet, import_map


def areas(office: Office) -> dict[str, str]:
    """Label → code of the districts a row may name today. Touches no database."""
    return {item.label: item.code for item in shipped.areas(office.place).active(office.today())}


def known_people(office: Office) -> KnownPeople:
    """Who is known already, ready to compare with."""
    return KnownPeople(reads.known_people(office.store), reads.known_referrals(office.store))


def plan(
    office: Office,
    data: bytes,
    file_name: str,
    import_map: ImportMap | None = None,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportPlan:
    """What importing a file would do. Nothing is written.

    Raises:
        Refused: `spreadsheet_…`, `import_map_…`, `import_cancelled`.
    """
    sheet, mapping = read(office, data, file_name, import_map)
    return work_out(
        sheet,
        mapping,
        known_people(office),
        office.today(),
        areas(office),
        progress=progress,
        cancelled=cancelled,
    )


def perform(
    office: Office,
    plan: ImportPlan,
    *,
    choices: Mapping[int, RowChoice] | None = None,
    leave_out_refused: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Saved:
    """Import the rows of a plan, all or none; `choices` change what the plan proposes, by line.

    What a row says about somebody who is known already is kept in the referral's summary where it differs: the
    person's own record is left alone. `row_id` of the answer is the import, for `undo`.

    Raises:
        Refused: `import_rows_refused` unless they are to be left out, `import_nothing`, `import_choice_unknown`,
            `import_person_gone` when the vault has changed since the plan, `import_cancelled`.
    """
    if plan.refused and not leave_out_refused:
        raise Refused("import_rows_refused", count=len(plan.refused), line=plan.refused[0])
    about = people_of(plan, choices or {})
    if not about:
        raise Refused("import_nothing")
    known = reads.details_of(office.store, {each for each in about.values() if not each.startswith("line ")})
    with office.unit() as unit:
        import_id = unit.add(
            ImportBatch, batch=unit.batch, kind="referrals", rows=len(about), mapping=write_map(plan.import_map)
        )
        unit.note("imported", ImportBatch.__tablename__, import_id, rows=len(about))
        ids: dict[str, str] = {}
        for done, row in enumerate(each.row for each in plan.rows if each.row.line in about):
            look_up(done, len(about), progress, cancelled)
            key = about[row.line]
            if key.startswith("line ") and key not in ids:
                ids[key], known[key] = people.add(office, unit, row.person), row.person
            elif key not in known:
                raise Refused("import_person_gone", line=row.line)
            _add_referral(office, unit, row, ids.get(key, key), known[key], import_id)
        look_up(len(about), len(about), progress, cancelled)
        return saved(unit, import_id, "referrals", "imports")


def undo(office: Office, import_id: str) -> Saved:
    """Take a whole import back. Undoing the answer's batch brings it back again.

    Raises:
        Refused: `import_unknown`; `import_taken_up` or `import_built_on` when something was begun with what it
            brought; `undo_overtaken`, `undo_nothing` as in `journal.undo`.
    """
    batch = reads.import_batch_of(office.store, import_id)
    if batch is None:
        raise Refused("import_unknown")
    if cases := reads.built_on(office.store, import_id, batch):
        raise Refused("import_taken_up", count=cases)
    if referrals := reads.referred_again(office.store, import_id, batch):
        raise Refused("import_built_on", count=referrals)
    return journal.undo(office, batch)


def saved_maps(office: Office) -> dict[str, ImportMap]:
    """The column mappings kept in the vault, by name."""
    return {name: read_map(body) for name, body in sorted(desk_reads.import_mappings(office.store).items())}


def save_map(office: Office, name: str, import_map: ImportMap) -> Saved:
    """Keep a column mapping under a name, over one of the same name.

    Raises:
        Refused: `import_map_unnamed`.
    """
    name = name.strip()
    if not name:
        raise Refused("import_map_unnamed")
    named = ImportMap(name, import_map.columns, import_map.constants, import_map.date_order, import_map.translate)
    body = write_map(named)
    with office.unit() as unit:
        row = desk_reads.import_mapping_id(office.store, name)
        if row is None:
            row = unit.add(ImportMapping, name=name, body=body)
        else:
            unit.change(ImportMapping, row, body=body)
        return saved(unit, row, "import_maps")


def _add_referral(
    office: Office, unit: Unit, row: ImportRow, person_id: str, stored: PersonDetails, import_id: str
) -> None:
    values = {name: getattr(row.referral, name) for name in row.referral.__dataclass_fields__ if name != "summary"}
    parts = (row.referral.summary, row.note, *differences(row.person, stored, areas(office)))
    summary = "\n".join(part for part in parts if part) or None
    unit.add(Referral, person_id=person_id, summary=summary, decision="pending", import_id=import_id, **values)
