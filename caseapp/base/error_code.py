"""A short code for a fault in the program, made from class and function names only.

The same fault gives the same code on every machine, so it can be read out over the phone; nothing that a record or a
message held can be in it. (The idea is Cryptomator's.)
"""

from hashlib import sha256
from types import TracebackType

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FRAMES = 3


def error_code(error: BaseException) -> str:
    """Two groups of four letters, such as `8K2F-0QZ1`: where it happened, and what kind of fault it was."""
    kinds: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(kinds) < 5:
        kinds.append(type(seen).__qualname__)
        seen = seen.__cause__ or seen.__context__
    return f"{_letters(functions(error.__traceback__)[-_FRAMES:])}-{_letters(kinds)}"


def functions(trace: TracebackType | None) -> list[str]:
    """Module and function of every frame, outermost first."""
    return [place.rpartition(":")[0] for place in places(trace)]


def places(trace: TracebackType | None) -> list[str]:
    """Module, function and line of every frame, outermost first: `ui.shell.window.MainWindow.lock:120`."""
    named: list[str] = []
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "?")
        place = f"{module}.{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}"
        if named[-1:] != [place]:
            named.append(place)
        trace = trace.tb_next
    return named


def _letters(names: list[str]) -> str:
    number = int.from_bytes(sha256("\n".join(names).encode()).digest()[:3], "big")
    return "".join(_LETTERS[(number >> (5 * place)) & 31] for place in reversed(range(4)))
