"""Other names of things, as moderators write them down: a line a group, ``Ed Baldwin = Hi Bob``."""

from __future__ import annotations

from corpus.metadata import one_line

FILE = "aliases.txt"
"""The file of the articles' folder that holds them; it is no article itself."""

MOST_NAMES, MOST_LINES = 50, 10_000
"""Names of one group, and lines of the file, that are read."""

Group = tuple[str, ...]


def parse(text: str) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    """Return the groups of names and what is wrong with the lines that make none.

    Empty lines and those that begin with ``#`` are passed over.

    >>> parse("# nicknames\\nEd Baldwin = Edward = Hi Bob\\nMolly")
    ((('Ed Baldwin', 'Edward', 'Hi Bob'),), ('line 3 is not of the form NAME = OTHER NAME',))
    """
    groups: list[Group] = []
    faults: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if number > MOST_LINES:
            faults.append(f"has more than {MOST_LINES} lines: those beyond are not read")
            break
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line.count("=") >= MOST_NAMES:
            faults.append(f"line {number} has more than {MOST_NAMES} names")
            continue
        names = tuple(dict.fromkeys(one_line(name) for name in line.split("=")))
        if len(names) > 1 and all(any(map(str.isalnum, name)) for name in names):
            groups.append(names)
        else:
            faults.append(f"line {number} is not of the form NAME = OTHER NAME")
    return tuple(groups), tuple(faults)
