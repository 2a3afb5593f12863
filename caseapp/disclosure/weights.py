"""What hiding a figure costs its readers."""

import numpy as np
from numpy.typing import NDArray

from caseapp.disclosure.linkage import Linked

_ZERO = 0.2
_STEP, _ONE_WAY, _TOTAL = 6.0, 4.0, 100.0
"""How much dearer a figure is with one question fewer; with one question only; with none."""


def importance(linked: Linked) -> NDArray[np.float64]:
    """What hiding a cell loses. The grand total most, then figures for one question alone, then the inside.

    Among those, large counts more than small ones; zeros tell readers least.
    """
    questions = np.array([len(name) for name in linked.selections])
    deepest = max(int(questions.max(initial=0)), 1)
    size = np.where(linked.truth == 0, _ZERO, 1.0 + np.sqrt(linked.truth))
    margin = np.where(questions == 1, _ONE_WAY, 1.0) * np.where(questions == 0, _TOTAL, 1.0)
    return np.asarray(size * margin * _STEP ** (deepest - questions).astype(float))
