"""What the process does to keep its memory and files to itself. Called once, first of all, at start.

A core dump or another program of the same user reading our memory would undo the encryption of the vault.
"""

import ctypes
import os
import sys

_PR_SET_DUMPABLE = 4
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX = 0x0001, 0x0002


def keep_files_private() -> None:
    """New files are readable by their owner only (umask 077; Windows goes by the rights of the profile)."""
    os.umask(0o077)


if sys.platform == "win32":

    def keep_memory_private() -> bool:
        """No error reports that carry our memory. False if the system would not have it."""
        ctypes.windll.kernel32.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
        return True

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
