"""Short forms of names."""


def initials(name: str) -> str:
    """Up to two initials: `Robin E.` gives RE, `Example, Amara` gives AE."""
    family, comma, first = name.partition(",")
    parts = f"{first} {family}".split() if comma else name.split()
    letters = [part[0].upper() for part in parts if part[0].isalpha()]
    return "".join([letters[0], letters[-1]] if len(letters) > 1 else letters)
