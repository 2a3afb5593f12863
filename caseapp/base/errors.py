"""Two families of trouble: what the world did, and what we did.

An error carries a *code* and *facts*. Facts are counts, line numbers, column names, file kinds: never anything
about a person. The sentence for each code is data (`resources/words/errors.d/*.toml`), shared by the window and the
command line; a test checks that every code raised has one.
"""

Fact = str | int | float


class Trouble(Exception):
    """Root of every error that the app itself raises."""

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Refused(Trouble):
    """The world or the user: nothing was changed, and there is a plain sentence to show."""


class Damaged(Trouble):
    """Stored data is not what was written: say what is unharmed and what to do."""


class Broken(Trouble):
    """Our own mistake: show a code, write a local log without personal data."""
