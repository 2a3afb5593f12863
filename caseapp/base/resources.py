"""Reads the versioned data files that ship with the app (`resources/`)."""

from importlib.resources import files
from importlib.resources.abc import Traversable


def resource(path: str) -> Traversable:
    """A shipped file or folder, by its path under `resources/`, such as `catalogues/victims_code/2020.toml`."""
    return files("resources").joinpath(*path.split("/"))


def read_text(path: str) -> str:
    """The text of a shipped file (UTF-8)."""
    return resource(path).read_text(encoding="utf-8")


def read_bytes(path: str) -> bytes:
    """The bytes of a shipped file."""
    return resource(path).read_bytes()
