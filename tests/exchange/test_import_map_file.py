"""A mapping written as TOML comes back as it was."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.base.errors import Refused
from caseapp.base.words import known_codes
from caseapp.domain.import_mapping import FIELD, DateOrder, ImportMap
from caseapp.exchange.import_map_file import read_map, write_map

AWKWARD = json.loads((Path(__file__).parent.parent / "data" / "awkward-strings.json").read_text(encoding="utf-8"))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TEXTS = st.dictionaries(st.sampled_from(sorted(FIELD)), TEXT, max_size=5)


def test_a_map_reads_like_a_page() -> None:
    made = ImportMap(
        "County force, monthly",
        {"first_name": "Forename", "born": "D.O.B"},
        {"route": "police"},
        DateOrder.DMY,
        {"risk": {"High Risk!": "high"}},
    )
    assert write_map(made) == (
        'name = "County force, monthly"\ndate_order = "dmy"\n\n[columns]\nfirst_name = "Forename"\nborn = "D.O.B"\n\n'
        '[constants]\nroute = "police"\n\n[translate.risk]\n"High Risk!" = "high"\n'
    )


def test_awkward_strings_round_trip() -> None:
    for text in AWKWARD:
        made = ImportMap(text, {"note": text}, {"summary": text}, DateOrder.MDY, {"risk": {text: text}})
        assert read_map(write_map(made)) == made


@given(
    TEXT,
    TEXTS,
    TEXTS,
    st.sampled_from(DateOrder),
    st.dictionaries(st.sampled_from(sorted(FIELD)), st.dictionaries(TEXT, TEXT, min_size=1, max_size=3), max_size=3),
)
def test_any_map_round_trips(
    name: str, columns: dict[str, str], constants: dict[str, str], order: DateOrder, words: dict[str, dict[str, str]]
) -> None:
    made = ImportMap(name, columns, constants, order, words)
    assert read_map(write_map(made)) == made


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("name = ", "import_map_unreadable"),
        ("name = 3", "import_map_unreadable"),
        ('date_order = "ydm"', "import_map_unreadable"),
        ("date_order = []", "import_map_unreadable"),
        ("columns = 1", "import_map_unreadable"),
        ("translate = 1", "import_map_unreadable"),
        ("[translate]\nrisk = 1", "import_map_unreadable"),
        ("[columns]\nborn = 1", "import_map_unreadable"),
        ('[columns]\nshoe_size = "x"', "import_map_field_unknown"),
        ("[colums]", "import_map_field_unknown"),
    ],
)
def test_a_bad_map_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        read_map(text)
    assert caught.value.code == code
    assert code in known_codes()


@given(st.text())
def test_any_text_is_a_map_or_refused(text: str) -> None:
    code = ""
    try:
        read_map(text)
    except Refused as refused:
        code = refused.code
    assert not code or code in known_codes()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('# columns\nname = "x"\n[columns]\nfirst_name = "F"\nborn = 3\n', 5),
        ('[translate]\n\n[translate.risk]\nlow = "low"\n"High Risk" = ["high"]\n', 5),
        ('name = "x"\n\ndate_order = 7\n', 3),
        ('name = "x"\ncolumns = { first_name = "F", born = 3 }\n', 2),
        ('name = "x"\n[columns]\nborn = "B"\n\n[constants]\nborn = 1\n', 6),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_its_line(text: str, line: int) -> None:
    with pytest.raises(Refused) as refused:
        read_map(text)
    assert (refused.value.code, refused.value.facts) == ("import_map_unreadable", {"line": line})
