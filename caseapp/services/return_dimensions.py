"""The attributes a return breaks its counts down by, each built from the coded list it stands for."""

from caseapp.base.words import _
from caseapp.disclosure.tables import Code, Dimension
from caseapp.domain import shipped
from caseapp.domain.code_lists import CodeList, ListItem
from caseapp.domain.return_spec import ReturnSpec

NOT_KNOWN = "not_known"
REASON_GROUP = "reason_group"
"""The reasons by group only: the same dimension as the reasons in full, so that a group is one figure everywhere."""
REPORT_STATE = "report_state"
"""Whether reported, with the reports in full; the same dimension as whether reported, for the same reason."""
DAYS = (
    (7, "to_7", "Up to 7 days"),
    (30, "to_30", "8 to 30 days"),
    (90, "to_90", "31 to 90 days"),
    (365, "to_365", "91 days to a year"),
)
TELLS_NOTHING = {"age_group", "sex"}
"""Learning these of somebody tells nothing new about them: a group that is all alike gives nothing away."""


def dimension(place: str, spec: ReturnSpec, name: str) -> Dimension:
    """A dimension of a return by the name its tables use.

    Raises:
        KeyError: no such dimension.
    """
    lists = shipped.code_list
    grouped = tuple(Code(each.id, each.label) for each in spec.groups_of(name))
    if grouped:
        return Dimension(name, spec.label_of(name), grouped, neutral=spec.neutral(name))
    if name == "main_reason":
        leaves = tuple(Code(item.code, item.label, parent=f"group_{item.group}") for item in reason_items())
        return Dimension("main_reason", _("Main reason"), (*_reason_groups(), *leaves))
    if name == REASON_GROUP:
        return Dimension("main_reason", _("Main reason"), _reason_groups())
    if name == "any_reason":
        codes = tuple(Code(item.code, item.label) for item in reason_items())
        return Dimension("any_reason", _("Reason"), codes, multi=True)
    if name == "helped":
        return Dimension("helped", _("What could have helped"), _codes(lists("would_have_helped")), multi=True)
    if name == "district":
        areas = tuple(Code(area.code, area.label) for area in shipped.areas(place).items)
        return Dimension("district", _("District"), (*areas, Code(NOT_KNOWN, _("Not known"))), sensitive=False)
    if name == "days_band":
        codes = tuple(Code(code, label) for _most, code, label in DAYS)
        rest = (Code("over_365", _("More than a year")), Code("none", _("No report, or day not known")))
        return Dimension("days_band", _("Days from report"), (*codes, *rest))
    if name in {"reported", REPORT_STATE}:
        codes = _reported(in_full=name == REPORT_STATE)
        neutral = tuple(each.code for each in codes if each.parent is not None)
        return Dimension("reported", _("Reported to police"), codes, neutral=neutral)
    simple = {
        "stage": (_("Stage"), _stages()),
        "crime_group": (_("Crime"), (*_codes(lists("crime_groups")), Code(NOT_KNOWN, _("Not known")))),
        "age_group": (_("Age"), tuple(Code(g, lists("age_bands").group_label(g)) for g in lists("age_bands").groups)),
        "sex": (_("Sex"), (*_codes(lists("sex"), answered=True), Code(NOT_KNOWN, _("Not known")))),
        "disability": (
            _("Disability"),
            (
                Code("yes", _("Disabled or with a long-term condition")),
                Code("no", _("Not disabled")),
                Code(NOT_KNOWN, _("Not known")),
            ),
        ),
        "ethnicity_group": (
            _("Ethnic group"),
            tuple(Code(g, lists("ethnicity").group_label(g)) for g in lists("ethnicity").groups),
        ),
    }
    label, codes = simple[name]
    return Dimension(name, label, codes, sensitive=name not in TELLS_NOTHING)


def withdrawal_items() -> tuple[ListItem, ...]:
    """The reasons under which a step counts as a withdrawal, known or not."""
    return tuple(item for item in shipped.reasons().items if item.text("counts_as") != "excluded")


def reason_items() -> tuple[ListItem, ...]:
    """The answers of people who were asked why."""
    return tuple(item for item in withdrawal_items() if item.extra.get("asked", True))


def _reason_groups() -> tuple[Code, ...]:
    groups = dict.fromkeys(item.group for item in reason_items())
    return tuple(Code(f"group_{each}", shipped.reasons().group_label(each)) for each in groups)


def _reported(*, in_full: bool) -> tuple[Code, ...]:
    """Whether reported, by state at year end."""
    short = (Code("yes", _("Reported")), Code("no", _("Not reported")), Code("unknown", _("Not known")))
    full = (
        Code("live", _("Report live in the year"), "yes"),
        Code("after", _("Reported in the year, after our support began"), "live"),
        Code("earlier", _("Reported before that"), "live"),
        Code("ended", _("Report ended before the year"), "yes"),
    )
    return (short[0], *full, *short[1:]) if in_full else short


def _stages() -> tuple[Code, ...]:
    """Stages under the two ways of stepping back: withdrew, or did not report."""
    kinds = {"did_not_report": _("All who did not report"), "withdrew": _("All who withdrew")}
    items = shipped.stages().items
    codes: list[Code] = []
    for kind, label in kinds.items():
        codes.append(Code(kind, label))
        codes += [
            Code(item.code, item.text("short") or item.label, kind) for item in items if item.text("what") == kind
        ]
    return tuple(codes)


def _codes(items: CodeList, *, answered: bool = False) -> tuple[Code, ...]:
    chosen = (item for item in items.items if not answered or item.extra.get("answered", True))
    return tuple(Code(item.code, item.label) for item in chosen)
