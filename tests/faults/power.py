"""A disk as it stands after the power went: rebuilt from the calls a program made, harsher than any real disk.

What was synced is there. Of the rest each write survives with even chance, three in ten of the survivors torn at a
512-byte sector; names (made, renamed, removed) since the last sync of the folder survive as a random first part of
them, and syncing a file does not make its name durable.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .trace import Call

SECTOR = 512
TORN = 0.3


@dataclass
class Content:
    """A file's bytes: what is durable, and what was asked for since."""

    durable: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for offset, data in self.waiting:
            put(self.durable, offset, data)
        self.waiting.clear()

    def after_the_cut(self, chance: random.Random) -> bytes:
        image = bytearray(self.durable)
        for offset, data in self.waiting:
            if chance.random() < 0.5:
                continue
            torn = data
            if data is not None and len(data) > SECTOR and chance.random() < TORN:
                torn = data[: SECTOR * chance.randrange(1, -(-len(data) // SECTOR))]
            put(image, offset, torn)
        return bytes(image)


def put(image: bytearray, offset: int, data: bytes | None) -> None:
    """Write bytes at an offset; None cuts the file off there, or fills it up."""
    if data is None:
        del image[offset:]
        image.extend(bytes(offset - len(image)))
        return
    if len(image) < offset:
        image.extend(bytes(offset - len(image)))
    image[offset : offset + len(data)] = data


@dataclass(frozen=True, slots=True)
class Naming:
    """A change of the folder: `name` now leads to `content`, or to nothing."""

    name: str
    content: Content | None


class Disk:
    """One folder on a disk, fed with calls."""

    def __init__(self, folder: Path, *, syncs: bool = True) -> None:
        self._folder = str(folder)
        self._syncs = syncs
        self.names = {file.name: Content(bytearray(file.read_bytes())) for file in folder.iterdir()}
        self._durable_names = dict(self.names)
        self._waiting: list[list[Naming]] = []
        self._at: dict[int, int] = {}

    def take(self, call: Call) -> None:
        """What a call changes here."""
        match call.name:
            case "openat" | "open" | "creat":
                self._open(call)
            case "write" | "pwrite64":
                self._write(call)
            case "fsync" | "fdatasync":
                self._sync(call)
            case "ftruncate":
                if (content := self._content(call)) is not None:
                    content.waiting.append((int(call.arguments.rsplit(",", 1)[1]), None))
            case "rename" | "renameat" | "renameat2":
                self._rename(call)
            case "unlink" | "unlinkat":
                if (name := self._name(call.texts[0].decode())) in self.names:
                    self._change(Naming(str(name), None))
            case "lseek":
                self._at[call.descriptors[0][0]] = call.result
            case _:
                inside = [*(path for _number, path in call.descriptors), *(text.decode() for text in call.texts)]
                assert not any(self._name(path) for path in inside), f"{call.name} is not replayed"

    def after_the_cut(self, chance: random.Random) -> Iterator[tuple[str, bytes]]:
        """The files as they may be found when the power is back."""
        names = dict(self._durable_names)
        for changes in self._waiting[: chance.randint(0, len(self._waiting))]:
            apply(names, changes)
        for name, content in names.items():
            yield name, content.after_the_cut(chance)

    def _open(self, call: Call) -> None:
        name = self._name(call.opened)
        if name is None:
            return
        self._at[call.result] = 0
        if name not in self.names:
            self._change(Naming(name, Content()))
        elif "O_TRUNC" in call.arguments:
            self.names[name].waiting.append((0, None))

    def _write(self, call: Call) -> None:
        content = self._content(call)
        if content is None:
            return
        data = call.texts[0][: call.result]
        if call.name == "pwrite64":
            content.waiting.append((int(call.arguments.rsplit(",", 1)[1]), data))
            return
        descriptor = call.descriptors[0][0]
        content.waiting.append((self._at.get(descriptor, 0), data))
        self._at[descriptor] = self._at.get(descriptor, 0) + len(data)

    def _sync(self, call: Call) -> None:
        if not self._syncs:
            return
        if call.descriptors[0][1] == self._folder:
            for changes in self._waiting:
                apply(self._durable_names, changes)
            self._waiting.clear()
        elif (content := self._content(call)) is not None:
            content.sync()

    def _rename(self, call: Call) -> None:
        old, new = (self._name(text.decode()) for text in call.texts[:2])
        if old is not None and new is not None:
            self._change(Naming(new, self.names[old]), Naming(old, None))

    def _change(self, *changes: Naming) -> None:
        apply(self.names, list(changes))
        self._waiting.append(list(changes))

    def _content(self, call: Call) -> Content | None:
        name = self._name(call.descriptors[0][1]) if call.descriptors else None
        return None if name is None else self.names.get(name)

    def _name(self, path: str) -> str | None:
        folder, _, name = path.rpartition("/")
        return name if folder == self._folder else None


def apply(names: dict[str, Content], changes: list[Naming]) -> None:
    """A change of the folder happens whole or not at all."""
    for change in changes:
        if change.content is None:
            names.pop(change.name, None)
        else:
            names[change.name] = change.content
