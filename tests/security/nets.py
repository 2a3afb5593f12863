"""Three nets for words that must not get out: what a process writes, what it leaves on disk, what stays in memory."""

import base64
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.faults.trace import Call, calls_in

_SOCKETS = re.compile(r"\bsocket\((AF_\w+)")
_CONNECTS = re.compile(r"sa_family=(AF_\w+)")
CALLS = (
    "openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "mkdir,mkdirat,sendto,sendmsg,sendmmsg,connect,socket,execve"
)
OWN_CHANNEL = 1
EMPTY = bytes(4096)


def forms(word: str) -> set[bytes]:
    """A word as it may be written: encodings, cases, composed or not, in hexadecimal and base64."""
    texts = {word, word.casefold(), word.upper(), unicodedata.normalize("NFD", word)}
    plain = {text.encode(code) for text in texts for code in ("utf-8", "utf-16-le")}
    return plain | {made for one in plain for made in coded(one)}


def key_forms(key: bytes) -> set[bytes]:
    """A key as it may be written."""
    return {key, *coded(key)}


def coded(raw: bytes) -> Iterator[bytes]:
    yield raw.hex().encode()
    yield raw.hex().upper().encode()
    for shift in range(3):  # inside a longer text: the signs that depend on the neighbours are left out
        yield base64.b64encode(bytes(shift) + raw)[4 if shift else 0 : -4]


def caught(words: Mapping[str, Iterable[bytes]], stuff: bytes) -> set[str]:
    """Which words are in it, in whatever form."""
    return {name for name, shapes in words.items() if any(shape in stuff for shape in shapes)}


def full_pages(stuff: bytes) -> bytes:
    """Without the pages of nothing but zeros: most of a fresh disk, and much of a memory."""
    view = memoryview(stuff)
    pages = (view[at : at + len(EMPTY)] for at in range(0, len(stuff), len(EMPTY)))
    return b"".join(page for page in pages if page != EMPTY)


def written(log: str) -> tuple[bytes, set[str]]:
    """Everything a traced process wrote, sent or named, and the paths it made; its channel to the watcher left out."""
    stuff, made = bytearray(), set()
    for call in calls_in(log):
        if call.name.startswith("open"):
            if "O_CREAT" not in call.arguments and "O_WRONLY" not in call.arguments and "O_RDWR" not in call.arguments:
                continue
            made.add(call.opened)
        if not to_the_watcher(call):
            for text in call.texts:
                stuff += text + b"\0"
    return bytes(stuff), made


def to_the_watcher(call: Call) -> bool:
    return bool(call.descriptors) and call.descriptors[0][0] == OWN_CHANNEL


def families(log: str) -> set[str]:
    """Which kinds of sockets were asked for, granted or not."""
    return set(_SOCKETS.findall(log)) | set(_CONNECTS.findall(log))


def left_on_disk(root: Path) -> bytes:
    """Names and contents of all files below a folder; of workbooks and documents also what is packed in them."""
    stuff = bytearray()
    for path in sorted(root.rglob("*")):
        stuff += str(path.relative_to(root)).encode() + b"\0"
        if path.is_file() and not path.is_symlink():
            stuff += path.read_bytes() + b"\0"
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as packed:
                    stuff += b"\0".join(packed.read(name) for name in packed.namelist())
    return bytes(stuff)


def memory_of(process: int) -> Iterator[bytes]:
    """What a running process may write to, a mapping at a time."""
    maps = Path(f"/proc/{process}/maps").read_text(encoding="ascii", errors="replace").splitlines()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            if not rights.startswith("rw") or line.endswith(("[vvar]", "[vsyscall]")):
                continue
            first, end = (int(one, 16) for one in span.split("-"))
            try:
                memory.seek(first)
                yield full_pages(memory.read(end - first))
            except (OSError, ValueError, OverflowError):
                continue


def in_memory(words: Mapping[str, Iterable[bytes]], process: int) -> set[str]:
    found: set[str] = set()
    for part in memory_of(process):
        found |= caught({name: shapes for name, shapes in words.items() if name not in found}, part)
    return found
