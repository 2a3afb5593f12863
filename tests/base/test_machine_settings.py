import json
import os
from pathlib import Path

import pytest

from caseapp.base.machine_settings import MOST_LAST_HERE, MachineSettings, load, save


def test_what_was_saved_is_read_again(tmp_path: Path) -> None:
    settings = MachineSettings(theme="dark", text_scale=1.5, last_vault="/somewhere", cover_lines=("Buy milk",))
    save(tmp_path / "a" / "settings.json", settings)
    assert load(tmp_path / "a" / "settings.json") == settings


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "[" * 100_000, "\ufffd"])
def test_a_file_that_cannot_be_read_counts_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "settings.json").write_text(content, encoding="utf-8")
    assert load(tmp_path / "settings.json") == MachineSettings()


def test_no_file_is_no_trouble(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.json") == MachineSettings()


def test_values_out_of_range_are_held_within(tmp_path: Path) -> None:
    odd = {
        "theme": "pink", "text_scale": 9, "idle_minutes": 600, "window_width": -4, "shift_hides": "no", "unknown": 1,
        "last_vault": 7, "cover_lines": [1, "two"],
    }  # fmt: skip
    (tmp_path / "settings.json").write_text(json.dumps(odd))
    read = load(tmp_path / "settings.json")
    assert (read.theme, read.text_scale, read.idle_minutes, read.window_width) == ("system", 2.0, 5, 640)
    assert (read.shift_hides, read.last_vault, read.cover_lines) == (True, "", ("1", "two"))


def test_a_save_that_fails_leaves_the_old_settings_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.json"
    save(path, MachineSettings(theme="light"))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        save(path, MachineSettings(theme="dark"))
    assert load(path).theme == "light"
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]


def test_the_newest_unlock_is_noted_first_and_old_ones_fall_away() -> None:
    settings = MachineSettings()
    for number in range(MOST_LAST_HERE + 5):
        settings = settings.seen(f"slot{number}", "2026-11-21T09:00+00:00")
    settings = settings.seen("slot7", "2026-11-22T09:00+00:00")
    assert len(settings.last_here) == MOST_LAST_HERE
    assert next(iter(settings.last_here.items())) == ("slot7", "2026-11-22T09:00+00:00")


def test_the_settings_have_no_place_for_a_name() -> None:
    assert set(MachineSettings.__dataclass_fields__) == {
        "theme", "language", "text_scale", "quiet_motion", "last_vault", "window_width", "window_height",
        "window_maximised", "idle_minutes", "shift_hides", "cover_lines", "last_here",
    }  # fmt: skip
