"""Ratios of the record: a service call to the same SQL alone, on the same open connection."""

import itertools
import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

os.environ["CASEAPP_TESTING_KDF"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from _ratios import Measured, ratio, table

from caseapp.base.ids import uuid7
from caseapp.crypto.digest import sha256
from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import CaseloadQuery
from caseapp.domain.contact import ContactDraft
from caseapp.services import cases, contacts, example, vaults
from caseapp.services.office import Office

PASSPHRASE = "violet harbour lantern pebble crisp"
CASES, CONTACTS, SAVES = 1_500, 4, 40
FAR_DOCS = itertools.count(5_000_000)

BUDGETS = {
    "save a contact": 3.0,
    "a page of the caseload": 3.5,
    "search a name": 2.0,
}


def service_against_sql(folder: Path) -> dict[str, Measured]:
    """The same work through the use cases and as bare statements on the same open connection."""
    office = vaults.unlock(folder, PASSPHRASE)
    raw: Any = office.store.connection().connection.dbapi_connection
    case_id = cases.caseload(office, CaseloadQuery(limit=1)).rows[0].id
    found = {}

    def save() -> None:
        for _ in range(SAVES):
            draft = ContactDraft(case_id, office.now(), "call", "spoke", "A short note about the next step.", minutes=5)
            contacts.log(office, draft)

    found["save a contact"] = ratio(save, lambda: save_by_sql(raw, office, case_id))
    page = CaseloadQuery(sort="next_due_on", limit=200)
    found["a page of the caseload"] = ratio(
        lambda: [cases.caseload(office, page) for _ in range(10)], lambda: [caseload_by_sql(raw) for _ in range(10)]
    )
    found["search a name"] = ratio(
        lambda: [cases.find(office, "ash") for _ in range(20)], lambda: [search_by_sql(raw) for _ in range(20)]
    )
    office.close()
    return found


def save_by_sql(raw: Any, office: Office, case_id: str) -> None:
    """What a saved contact writes, each in its own transaction: row, journal entry, index, glance."""
    for _ in range(SAVES):
        now, row_id = "2026-11-21T09:00:00.000Z", uuid7(office.now())
        raw.execute("BEGIN IMMEDIATE")
        doc = next(FAR_DOCS)
        chain = raw.execute("SELECT chain FROM journal ORDER BY seq DESC LIMIT 1").fetchone()[0]
        raw.execute(
            "INSERT INTO contact (id, recorded_at, case_id, at, channel, result, with_whom, reached, note, note_class, "
            "author_id) VALUES (?, ?, ?, ?, 'call', 'spoke', 'client', 1, ?, 'fact', ?)",
            (row_id, now, case_id, now, "A short note about the next step.", office.desk.worker_id),
        )
        raw.execute(
            "INSERT INTO journal (id, batch, hlc, actor, device, action, entity, entity_id, case_id, body, salt, "
            "digest, chain) VALUES (?, ?, '0-0-0', ?, 'd', 'added', 'contact', ?, ?, ?, ?, ?, ?)",
            (row_id, row_id, "w", row_id, case_id, "{}" * 100, bytes(16), sha256(chain), sha256(chain, chain)),
        )
        raw.execute("INSERT INTO search_row VALUES (?, 'contact', ?, ?, NULL)", (doc, row_id, case_id))
        raw.execute(
            "INSERT INTO search_text(rowid, who, what) VALUES (?, '', ?)", (doc, "A short note about the next step.")
        )
        last, total = raw.execute("SELECT max(at), count(*) FROM contact WHERE case_id = ?", (case_id,)).fetchone()
        raw.execute(
            "UPDATE glance SET last_contact_on = ?, contacts = ? WHERE case_id = ?", (last[:10], total, case_id)
        )
        raw.execute("COMMIT")


def caseload_by_sql(raw: Any) -> object:
    """The caseload's page and count, as bare SQL."""
    joined = (
        "FROM episode e JOIN person p ON p.id = e.person_id LEFT JOIN glance g ON g.case_id = e.id "
        "LEFT JOIN worker w ON w.id = e.worker_id WHERE e.closed_on IS NULL"
    )
    rows = raw.execute(
        "SELECT e.id, e.reference, p.first_name, p.last_name, p.known_as, p.district, e.risk, e.stage, e.reported, "
        f"g.next_due_on, g.next_due_kind, g.next_due_text, g.last_contact_on, w.name, e.closed_on {joined} "
        "ORDER BY g.next_due_on NULLS LAST, e.serial LIMIT 200"
    ).fetchall()
    return rows, raw.execute(f"SELECT count(*) {joined}").fetchone()


def search_by_sql(raw: Any) -> object:
    """The two full-text questions a search asks, as bare SQL."""
    from caseapp.store.reads import search

    who = raw.execute(str(search.BY_WHO), {"query": search.fts_query("ash", "who"), "limit": 12}).fetchall()
    if len(who) >= 12:
        return who
    return who, raw.execute(str(search.BY_WHAT), {"query": search.fts_query("ash", "what"), "limit": 12}).fetchall()


def main() -> int:
    """Measure, print, and say whether every budget is kept."""
    with tempfile.TemporaryDirectory() as place:
        vault = Path(place) / "vault"
        example.build(
            vault, cases=CASES, contacts=CONTACTS, passphrase=PASSPHRASE, profile=TESTING, until=date(2026, 11, 21)
        )
        return table("service : SQL", service_against_sql(vault), BUDGETS)


if __name__ == "__main__":
    sys.exit(main())
