"""Sentences computed from protected figures only: what stands out, and what was done to protect people."""

from dataclasses import dataclass

from caseapp.base.words import _, ngettext
from caseapp.disclosure.safe import SafeTable
from caseapp.domain.proportion import wilson
from caseapp.domain.return_spec import Figure, Rate
from caseapp.reports.charts import chart_rows
from caseapp.reports.preview import total_key
from caseapp.reports.release import Release, TopBoxSpec
from caseapp.reports.wording import figure_words, percent_words, share_words


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a table says, in a sentence, and the table it comes from."""

    table_id: str
    text: str


@dataclass(frozen=True, slots=True)
class TopBox:
    """A headline survey figure in words; `percent`, `low`, `high` (0 to 100) are None with a reason in `text`."""

    title: str
    text: str
    percent: float | None
    low: float | None
    high: float | None
    base: int | None


def findings(release: Release) -> tuple[Finding, ...]:
    """One sentence a table: how many it counts, and the largest figure it shows."""
    return tuple(_finding(release, table) for table in release.tables)


def _finding(release: Release, table: SafeTable) -> Finding:
    whole = total_key(table)
    base = table.cells[whole]
    if base.value is None:
        return Finding(table.id, _("The number of {measure} is hidden.").format(measure=table.measure))
    counted = _("{total} {measure} in all.").format(total=figure_words(base), measure=table.measure)
    dimension = table.dimensions[0]
    rows = chart_rows(table, dimension.id)
    largest = max((row.value for row in rows if row.value), default=0)
    top = [row.label for row in rows if row.value == largest]
    if not largest or len(top) > 3:
        return Finding(table.id, counted)
    labels = top[0] if len(top) == 1 else _("{first} and {last}").format(first=", ".join(top[:-1]), last=top[-1])
    code = next(code.code for code in dimension.codes if code.label == top[0])
    share = table.share(total_key(table, **{dimension.id: code}), whole, survey=release.is_survey(table))
    figure = f"{largest:,}" if share.percent is None else f"{largest:,}, {share_words(share)}"
    largest_words = ngettext(
        "Largest figure shown: {labels} ({figure}).", "Largest figures shown: {labels} ({figure} each).", len(top)
    )
    return Finding(table.id, f"{counted} {largest_words.format(labels=labels, figure=figure)}")


def top_box(table: SafeTable, spec: TopBoxSpec) -> TopBox:
    """The share who gave one of the best answers, with Wilson's 95 % interval, from printed counts.

    Only when the base and every answer needed are shown and the base reaches the policy's survey base.
    """
    whole = total_key(table)
    base = table.cells[whole].value
    counts = [table.cells[total_key(table, **{spec.dimension: code})].value for code in spec.codes]
    shown = [count for count in counts if count is not None]
    if base is None or len(shown) < len(counts):
        return TopBox(spec.title, _("Not shown: a number it needs is hidden."), None, None, None, base)
    if base < max(table.policy.survey_base, 1):
        text = _("Not shown: fewer than {base} answers.").format(base=table.policy.survey_base)
        return TopBox(spec.title, text, None, None, None, base)
    found = wilson(min(sum(shown), base), base)
    percent, low, high = (100 * each for each in (found.share, found.low, found.high))
    text = _("{percent} of {base} answers (95% interval {low} to {high}).").format(
        percent=percent_words(percent), base=f"{base:,}", low=percent_words(low), high=percent_words(high)
    )
    if base < table.policy.percent_base:
        text = f"{text} {_('Small base: chance can change this a lot.')}"
    return TopBox(spec.title, text, percent, low, high, base)


@dataclass(frozen=True, slots=True)
class Headline:
    """A rate to be read at a glance: what it is, the figure by itself, and what it is made of or why it is not shown.

    `figure` is empty where it is not shown.
    """

    title: str
    figure: str
    detail: str


def headline(release: Release, rate: Rate) -> Headline:
    """One printed figure as a share of another; bases below the policy show none."""
    part, base = (_figure(release, each) for each in (rate.part, rate.base))
    if part is None or base is None:
        return Headline(rate.title, "", _("Not shown: a number it needs is hidden."))
    policy = release.certificate.policy
    if base < max(policy.small_base, 1):
        return Headline(rate.title, "", _("Not shown: fewer than {base}.").format(base=policy.small_base))
    figures = {"part": f"{part:,}", "base": f"{base:,}"}
    if rate.each_hundred:
        counted = [release.table(each.table_id).measure for each in (rate.part, rate.base)]
        figure = _("{number} for each 100").format(number=f"{100 * part / base:.0f}")
        detail = _("{part} {counted}, {base} {among}").format(counted=counted[0], among=counted[1], **figures)
    else:
        figure, detail = percent_words(100 * part / base), _("{part} of {base}").format(**figures)
    if base < policy.percent_base:
        detail = _("{figures}; small base: chance can change this a lot").format(figures=detail)
    return Headline(rate.title, figure, detail)


def headlines(release: Release) -> tuple[Headline, ...]:
    """Every rate of a release."""
    return tuple(headline(release, each) for each in release.rates)


def rate_words(release: Release, rate: Rate) -> str:
    """The same in one sentence."""
    said = headline(release, rate)
    return f"{said.figure} ({said.detail})." if said.figure else said.detail


def _figure(release: Release, figure: Figure) -> int | None:
    table = release.table(figure.table_id)
    values = [table.cells[total_key(table, **{figure.dimension: code})].value for code in figure.codes]
    shown = [value for value in values if value is not None]
    return sum(shown) if len(shown) == len(values) else None


def top_boxes(release: Release) -> tuple[TopBox, ...]:
    """Every headline survey figure of a release."""
    return tuple(top_box(release.table(spec.table_id), spec) for spec in release.top_boxes)


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the assurance: what was done, and why."""

    title: str
    text: str


def checks(release: Release) -> tuple[Check, ...]:
    """What was hidden, rounded and attacked, from the certificate; never how many for which reason."""
    certificate = release.certificate
    hidden = certificate.primary + certificate.complementary
    found = [
        Check(
            ngettext("{count} number hidden", "{count} numbers hidden", hidden).format(count=f"{hidden:,}"),
            _(
                "Any count from 1 to {highest} shows as [c]. So does a figure that would show that everyone in a group"
                " is alike, and any figure from which a hidden one could be found by subtraction."
            ).format(highest=certificate.threshold - 1),
        ),
    ]
    if certificate.rounded_to:
        found.append(
            Check(
                _("Every number rounded"),
                _("To the nearest {base} after hiding, totals included.").format(base=certificate.rounded_to),
            )
        )
    found.append(
        Check(
            ngettext(
                "Attacker tried {count} hidden number: none could be worked out",
                "Attacker tried {count} hidden numbers: none could be worked out",
                certificate.attack.cells_tried,
            ).format(count=f"{certificate.attack.cells_tried:,}"),
            " ".join((_("Every total was used to try to work back to each hidden number."), closest_words(release))),
        )
    )
    found.append(
        Check(_("Nothing personal included"), _("No names, references, dates of birth or anyone's own words."))
    )
    return tuple(found)


def closest_words(release: Release) -> str:
    """How near the attacker came to a hidden number."""
    attack = release.certificate.attack
    if attack.closest_low is None:
        return _("No number is hidden, so there was nothing to find.")
    if attack.closest_high is None:
        return _("The closest anyone could get is “{low} or more”.").format(low=attack.closest_low)
    return _("The closest anyone could get is “between {low} and {high}”.").format(
        low=attack.closest_low, high=attack.closest_high
    )
