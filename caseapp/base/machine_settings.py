"""Settings of this machine: looks, sizes, waits and which vault was open last. Never personal data.

They stand in a small JSON file outside the vault, because they are needed before it is opened. People are named by
the random ids of their key slots. A file that cannot be read counts as no settings: nothing depends on them.
"""

import json
import os
import re
import tempfile
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

LONGEST_IDLE_MINUTES = 5
MOST_LAST_HERE = 20
_LANGUAGE = re.compile("[a-z]{2,3}")
Theme = Literal["light", "dark", "system"]
COVER_LINES = ("Order printer paper", "Car MOT, ring garage", "Parking permit form")


@dataclass(frozen=True, slots=True)
class MachineSettings:
    """What this machine remembers.

    `theme` is light, dark or system; `language` a code such as `en`; `text_scale` 1.0 to 2.0;
    `idle_minutes` 1 to 5, after which the app locks;
    `shift_hides`: whether Shift pressed three times hides the screen; `cover_lines`: what the cover page shows;
    `last_here`: key slot id → instant (ISO 8601, to the minute) of its last unlock here.
    """

    theme: Theme = "system"
    language: str = "en"
    text_scale: float = 1.0
    quiet_motion: bool = False
    last_vault: str = ""
    window_width: int = 1440
    window_height: int = 900
    window_maximised: bool = False
    idle_minutes: int = LONGEST_IDLE_MINUTES
    shift_hides: bool = True
    cover_lines: tuple[str, ...] = COVER_LINES
    last_here: dict[str, str] = field(default_factory=dict)

    def seen(self, slot_id: str, when: str) -> "MachineSettings":
        """The same, with a key slot's last unlock noted as the newest."""
        others = {slot: at for slot, at in self.last_here.items() if slot != slot_id}
        newest = dict(list({slot_id: when, **others}.items())[:MOST_LAST_HERE])
        return replace(self, last_here=newest)


def load(path: Path) -> MachineSettings:
    """The settings in a file; defaults for everything missing, unknown or out of range."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return MachineSettings()
    return _held_within(read) if isinstance(read, dict) else MachineSettings()


def save(path: Path, settings: MachineSettings) -> None:
    """Write the settings, whole or not at all. Raises OSError; the caller may go on without."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".settings-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(settings), file, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _held_within(read: dict[str, Any]) -> MachineSettings:
    default = MachineSettings()
    known = {one.name: read[one.name] for one in fields(default) if _same_kind(read.get(one.name), one.name, default)}
    made = replace(default, **known)
    return replace(
        made,
        theme=made.theme if made.theme in {"light", "dark", "system"} else "system",
        language=made.language if _LANGUAGE.fullmatch(made.language) else "en",
        text_scale=max(1.0, min(2.0, float(made.text_scale))),
        window_width=max(640, min(10_000, made.window_width)),
        window_height=max(480, min(10_000, made.window_height)),
        idle_minutes=max(1, min(LONGEST_IDLE_MINUTES, made.idle_minutes)),
        cover_lines=tuple(str(line) for line in made.cover_lines)[:40] or COVER_LINES,
        last_here={str(slot): str(at) for slot, at in list(made.last_here.items())[:MOST_LAST_HERE]},
    )


def _same_kind(value: Any, name: str, default: MachineSettings) -> bool:
    usual = getattr(default, name)
    if isinstance(usual, bool) or isinstance(value, bool):
        return isinstance(usual, bool) and isinstance(value, bool)
    if isinstance(usual, tuple):
        return isinstance(value, list)
    if isinstance(usual, float):
        return isinstance(value, int | float)
    return isinstance(value, type(usual))
