"""What is said of the disk under a vault."""

from caseapp.base.disk_encryption import Disk, DiskEncryption
from caseapp.base.words import _


def disk_words(disk: DiskEncryption) -> tuple[str, str]:
    """A title and a sentence: whether the disk is encrypted, as far as it can be seen."""
    if disk.state is Disk.ENCRYPTED:
        return (
            _("{product} is on").format(product=disk.product),
            _("What the system writes to this disk of its own accord is encrypted, too."),
        )
    if disk.state is Disk.OPEN:
        return (
            _("{product} is off, as far as this app can see").format(product=disk.product),
            _("A disk that encrypts by itself cannot be seen from here."),
        )
    return (
        _("This app could not find out whether the disk is encrypted"),
        _("Look it up, or ask your IT support."),
    )
