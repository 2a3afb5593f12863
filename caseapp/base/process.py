"""What the process does to keep its memory and files to itself. Called once, first of all, at start.

A core dump or another program of the same user reading our memory would undo the encryption of the vault.
"""

import ctypes
import os
import sys
from pathlib import Path
from typing import Any

_PR_SET_DUMPABLE = 4
_DACL_SECURITY_INFORMATION = 0x4
_PROCESS_RIGHTS = "D:P(A;;GA;;;SY)(A;;0x101001;;;WD)"
"""SDDL: protected; SYSTEM all; everyone SYNCHRONIZE, PROCESS_QUERY_LIMITED_INFORMATION and PROCESS_TERMINATE."""
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


def memory_for_nobody_else(advapi32: Any, kernel32: Any) -> bool:
    """Windows: other programs of the same user may ask little of this process, and not read its memory.

    The rights of the process object become: SYSTEM everything; everybody else to wait for it, to ask for its name and
    to end it, as KeePassXC has it; no PROCESS_VM_READ, so nothing short of an administrator's rights to debug reads
    the keys. The libraries are handed in, so that the calls can be seen on any system. False if Windows refuses.
    https://learn.microsoft.com/windows/win32/procthread/process-security-and-access-rights
    """
    rights = ctypes.c_void_p()
    if not advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW(
        ctypes.c_wchar_p(_PROCESS_RIGHTS), 1, ctypes.byref(rights), None
    ):
        return False
    try:
        this_process = ctypes.c_void_p(-1)
        return bool(advapi32.SetKernelObjectSecurity(this_process, _DACL_SECURITY_INFORMATION, rights))
    finally:
        kernel32.LocalFree(rights)


if sys.platform == "win32":

    def keep_memory_private() -> bool:
        """No error reports that carry our memory, no reading of it by others. False if the system refuses."""
        try:
            wer = ctypes.WinDLL("wer")
        except OSError:
            return False
        reports = no_error_reports(ctypes.windll.kernel32, wer, Path(sys.executable).name)
        return memory_for_nobody_else(ctypes.windll.advapi32, ctypes.windll.kernel32) and reports

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
