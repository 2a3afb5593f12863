"""What is said of the last backup, and of how large one is."""

from datetime import date

from caseapp.base.clock import london_date
from caseapp.base.words import _
from caseapp.services.backups import LastBackup
from ui.widgets.banner import BannerKind
from ui.words.dates import clock_time, days_ago, long_day

OLD_AFTER_DAYS = 7
_MB = 1_000_000


def last_words(last: LastBackup, today: date) -> tuple[BannerKind, str, str]:
    """How the last backup stands: its look, its age, and when it was made and proven."""
    if last.made_at is None:
        return "soon", _("There is no backup yet"), _("If this laptop is lost, everything recorded on it is lost.")
    made = london_date(last.made_at)
    kind: BannerKind = "soon" if (today - made).days > OLD_AFTER_DAYS else "ok"
    words = _("Made on {day} at {time}. It was restored on trial, and every record was there.")
    return (
        kind,
        _("Last backup: {ago}").format(ago=days_ago(made, today).lower()),
        words.format(day=long_day(made), time=clock_time(last.made_at)),
    )


def size_words(size: int) -> str:
    """`0.4 MB`, `312 MB`."""
    return _("{size} MB").format(size=f"{size / _MB:.1f}" if size < 10 * _MB else f"{size / _MB:,.0f}")
