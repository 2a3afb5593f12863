"""What the caseload shows of a case, worked out from its rows in one statement."""

from datetime import date

from sqlalchemy import text

from caseapp.store.unit import Unit

# The soonest of: a running right, an answer owed to a challenge, an open follow-up, a hearing to come. Days are text,
# so the smallest is the soonest. The + keeps the planner to the index of the case.
_REWRITE = text("""
    INSERT OR REPLACE INTO glance
        (case_id, next_due_on, next_due_kind, next_due_text, last_contact_on, last_spoke_on, contacts)
    SELECT c.id, due.day, due.kind, due.what, substr(log.last, 1, 10), substr(log.spoke, 1, 10), log.n
    FROM episode AS c
    LEFT JOIN (
        SELECT day, kind, what FROM (
            SELECT due_on AS day, 'right' AS kind, rule_id AS what FROM entitlement
            WHERE case_id = :case_id AND state = 'running' AND due_on IS NOT NULL
              AND (NOT victims_own OR due_on >= :today)
            UNION ALL
            SELECT h.reply_due_on, 'right', e.rule_id
            FROM challenge AS h JOIN entitlement AS e ON e.id = h.entitlement_id
            WHERE h.case_id = :case_id AND +h.state = 'waiting' AND h.reply_due_on IS NOT NULL
              AND h.reply_entitlement IS NULL
              AND (e.state IN ('running', 'paused', 'unknown', 'not_possible') OR h.step = 'review')
              AND NOT EXISTS (SELECT 1 FROM challenge AS later WHERE later.entitlement_id = h.entitlement_id
                              AND (later.started_on > h.started_on
                                   OR (later.started_on = h.started_on AND later.id > h.id))
                              AND later.state <> 'withdrawn')
            UNION ALL
            SELECT due_on, 'follow_up', what FROM follow_up WHERE case_id = :case_id AND done_at IS NULL
            UNION ALL
            SELECT "on", kind, coalesce(place, '') FROM hearing
            WHERE case_id = :case_id AND cancelled_at IS NULL AND "on" >= :today
        ) ORDER BY day, kind LIMIT 1
    ) AS due
    LEFT JOIN (
        SELECT max(at) AS last, max(CASE WHEN with_whom = 'client' AND reached THEN at END) AS spoke, count(*) AS n
        FROM contact WHERE case_id = :case_id
    ) AS log
    WHERE c.id = :case_id
""")


def rewrite(unit: Unit, case_id: str, today: date) -> None:
    """Rewrite the glance row of a case from its record."""
    unit.flush()
    unit.connection.execute(_REWRITE, {"case_id": case_id, "today": today.isoformat()})
