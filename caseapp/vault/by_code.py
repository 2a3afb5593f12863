"""Opening a vault with the recovery code as somebody typed it from paper, slips of the pen included."""

from caseapp.base.errors import Refused
from caseapp.crypto import recovery_code
from caseapp.crypto.recovery_code import Group
from caseapp.vault import slots
from caseapp.vault.header import Header, SlotKind
from caseapp.vault.slots import Opened


class ByCode:
    """Call it with a header; `put_right` then tells the groups of the code that were not as they should be."""

    def __init__(self, code: str) -> None:
        self._code = code
        self.put_right: tuple[Group, ...] = ()

    def __call__(self, header: Header) -> Opened:
        """Open the recovery slot. A reading that does not open it was not what was meant: the slot tells surely.

        Raises `Refused`: `recovery_code_mistyped`, `recovery_code_wrong` (well written, but of another vault).
        """
        for slot in header.of_kind(SlotKind.RECOVERY):
            for secret in recovery_code.meant(self._code):
                with secret:
                    try:
                        opened = slots.open_with_recovery(header.core, slot, secret)
                    except Refused:
                        continue
                    self.put_right = recovery_code.put_right(self._code, secret)
                    return opened
        raise Refused("recovery_code_wrong" if recovery_code.well_written(self._code) else "recovery_code_mistyped")
