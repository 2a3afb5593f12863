"""Reports that have left, in the words a person knows them by: title, year, place, for whom, and when they left."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from caseapp.base.errors import Refused
from caseapp.base.resources import read_text
from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.return_spec import parse_return
from caseapp.domain.rights_return import parse_rights_return
from caseapp.reports.wording import instant_words, period_words
from caseapp.services.office import Office
from caseapp.store.reads import desk as reads

ANNUAL, RIGHTS = "returns/annual-withdrawal.toml", "returns/rights.toml"
_COPY = re.compile(r" \(\d+\)$")
"""What tells two tables of one name in one release apart."""


@dataclass(frozen=True, slots=True)
class Left:
    """A report that has left."""

    title: str
    year: tuple[date, date]
    place: str
    policy: str
    at: datetime

    def words(self) -> str:
        """“Why people step back” for April 2025 to March 2026 (Kent, for the public), which left on …"""
        readers = {"public": _("for the public"), "commissioner": _("for a commissioner")}
        return _("“{title}” for {period} ({place}, {readers}), which left on {instant}").format(
            title=self.title,
            period=period_words(*self.year),
            place=self.place,
            readers=readers.get(self.policy, self.policy),
            instant=instant_words(self.at),
        )


def by_name(office: Office) -> dict[str, Left]:
    """Every report that has left this vault, by the name its figures carry."""
    annual = parse_return(read_text(ANNUAL), ANNUAL)
    of_annual = {*(each.id for each in annual.universes), *annual.replaces}
    rights = parse_rights_return(read_text(RIGHTS), RIGHTS, shipped.catalogue())
    return {
        name: Left(
            annual.title if row.universe in of_annual else rights.title,
            (row.period_from, row.period_to),
            shipped.areas(row.place).title,
            row.policy,
            row.recorded_at,
        )
        for row in reads.releases(office.store)
        for name in {table["release"] for table in row.tables}
    }


def as_known(refused: Refused, left: Mapping[str, Left]) -> Refused:
    """The same refusal, with the reports that stand in the way named as people know them."""
    if "release" not in refused.facts:
        return refused
    names = dict.fromkeys(_COPY.sub("", each) for each in str(refused.facts["release"]).split(", "))
    said = _(" and ").join(left[each].words() if each in left else each for each in names)
    return Refused(refused.code, **{**refused.facts, "release": said})
