"""Reading what strace wrote: the changes a program made to a folder, in their order, with the bytes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,ftruncate,truncate,rename,renameat,"
    "renameat2,unlink,unlinkat,mkdir,mkdirat,link,linkat,lseek"
)
_LINE = re.compile(r"(?:\[pid +)?(\d+)\]? +(.*)")
_CALL = re.compile(r"(\w+)\((.*)\) += +(-?\d+)(?:<([^>]*)>)?(.*)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2}|[^"\\])*)"')
_DESCRIPTOR = re.compile(r"(\d+)<([^>]*)>")


@dataclass(frozen=True, slots=True)
class Call:
    """A system call that worked: its name, the texts and descriptors among its arguments, all arguments, its result."""

    name: str
    texts: tuple[bytes, ...]
    descriptors: tuple[tuple[int, str], ...]
    arguments: str
    result: int
    opened: str


def calls(log: Path) -> Iterator[Call]:
    """Every call in a log that worked, in order."""
    return calls_in(log.read_text(encoding="ascii", errors="replace"))


def calls_in(text: str) -> Iterator[Call]:
    """The same, of a part of a log. A call that another thread interrupted is put together again."""
    begun: dict[str, str] = {}
    for line in text.splitlines():
        found = _LINE.match(line)
        if found is None:
            continue
        thread, said = found.groups()
        if said.endswith("<unfinished ...>"):
            begun[thread] = said.removesuffix("<unfinished ...>")
            continue
        if said.startswith("<... "):
            said = begun.pop(thread, "") + said.partition(" resumed>")[2]
        call = _CALL.match(said)
        if call is None or int(call[3]) < 0:
            continue
        plain = _TEXT.sub('""', call[2])
        texts = tuple(unescaped(one) for one in _TEXT.findall(call[2]))
        descriptors = tuple((int(number), unescaped(path).decode()) for number, path in _DESCRIPTOR.findall(plain))
        yield Call(call[1], texts, descriptors, plain, int(call[3]), unescaped(call[4] or "").decode())


def unescaped(text: str) -> bytes:
    """The bytes of a text as strace writes it with `-xx`: in hexadecimal, but for its own few plain signs."""
    return re.sub(rb"\\x([0-9a-f]{2})", lambda one: bytes.fromhex(one[1].decode()), text.encode())
