"""What the process does to keep its memory and files to itself. Called once, first of all, at start.

A core dump or another program of the same user reading our memory would undo the encryption of the vault.
"""

import ctypes
import os
import sys
from pathlib import Path
from typing import Any

_PR_SET_DUMPABLE = 4
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX = 0x0001, 0x0002


def keep_files_private() -> None:
    """New files are readable by their owner only (umask 077; Windows goes by the rights of the profile)."""
    os.umask(0o077)


def no_error_reports(kernel32: Any, wer: Any, program: str) -> bool:
    """Keep Windows from sending or keeping reports that carry the memory of a program, named by its file.

    The two libraries are handed in, so that the calls can be seen on any system. False if Windows refuses.
    https://learn.microsoft.com/windows/win32/api/werapi/nf-werapi-weraddexcludedapplication
    """
    kernel32.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
    answer: int = wer.WerAddExcludedApplication(ctypes.c_wchar_p(program), False)
    return answer == 0


if sys.platform == "win32":

    def keep_memory_private() -> bool:
        """No error reports that carry our memory. False if the system would not have it."""
        try:
            wer = ctypes.WinDLL("wer")
        except OSError:
            return False
        return no_error_reports(ctypes.windll.kernel32, wer, Path(sys.executable).name)

else:
    import resource

    def keep_memory_private() -> bool:
        """No core dumps, no reading of our memory by the user's other programs. False if the system refuses."""
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        except (OSError, ValueError):
            return False
        if not sys.platform.startswith("linux"):
            return True
        answer: int = ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        return answer == 0
