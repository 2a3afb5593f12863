"""Brings a database to today's shape, or refuses.

The shape is compared by one plain query; Alembic is imported only when a step is needed, since it costs half a second.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from caseapp.base.errors import Refused
from caseapp.store.engine import trouble_from

HEAD = "0008"
KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")


def shape_of(connection: Connection) -> str | None:
    """The revision the database is at; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def is_behind(connection: Connection) -> bool:
    """Whether an earlier version of the app made it and steps are missing; False for an empty or a newer one."""
    try:
        with connection.begin():
            return shape_of(connection) in KNOWN[:-1]
    except DBAPIError as error:
        raise trouble_from(error) from None


def bring_up_to_date(connection: Connection) -> bool:
    """Take every step that is missing, all in one transaction; True when any was taken.

    Raises:
        Refused: `vault_newer`: the vault was last used by a later version of the app.
        Damaged: `database_unreadable`: the pages that say so cannot be read.
    """
    try:
        with connection.begin():
            at = shape_of(connection)
            if at == HEAD:
                return False
            if at is not None and at not in KNOWN:
                raise Refused("vault_newer")
            _run_steps(connection)
    except DBAPIError as error:
        raise trouble_from(error) from None
    return True


def _run_steps(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
