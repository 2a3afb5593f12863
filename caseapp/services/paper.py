"""Pages for printing, from templates that escape every word put into them."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined

from caseapp.base.errors import Refused
from caseapp.base.resources import read_text
from caseapp.base.words import _, ngettext


def page(template: str, **values: object) -> str:
    """The text of a page from a template of `resources/letters/`."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda name: read_text(f"letters/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(_=_, ngettext=ngettext)
    return environment


def write(target: Path, data: bytes) -> None:
    """Put a page where the caseworker chose.

    Raises:
        Refused: `output_unwritable`.
    """
    try:
        target.write_bytes(data)
    except OSError:
        raise Refused("output_unwritable") from None
