"""The parts that messages and forms are built of: their kinds, their order, their texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .errors import Json

ROW, BUTTON, MENU, TEXT_INPUT = 1, 2, 3, 4
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 9, 10, 11, 12, 13, 14, 17, 18
MENUS = frozenset({MENU, 5, 6, 7, 8})
CONTROLS = MENUS | {BUTTON}

Path = tuple[str | int, ...]


def walk(components: Sequence[Json], at: Path = ("components",)) -> Iterator[tuple[Path, Json]]:
    """Every component with its path, in the order in which they are shown."""
    for number, component in enumerate(components):
        yield from _branch(component, (*at, number))


def _branch(component: Json, at: Path) -> Iterator[tuple[Path, Json]]:
    yield at, component
    yield from walk(component.get("components") or [], (*at, "components"))
    for name in ("accessory", "component"):
        if isinstance(component.get(name), dict):
            yield from _branch(component[name], (*at, name))


def texts(components: Sequence[Json]) -> list[str]:
    """What the text displays say, in order."""
    return [part.get("content") or "" for _, part in walk(components) if part.get("type") == TEXT]


def media(components: Sequence[Json]) -> Iterator[tuple[Path, Json, Json]]:
    """Path, component and media item of every file, thumbnail and picture."""
    for path, part in walk(components):
        if part.get("type") == FILE:
            yield (*path, "file"), part, part.get("file") or {}
        elif part.get("type") == THUMBNAIL:
            yield (*path, "media"), part, part.get("media") or {}
        elif part.get("type") == GALLERY:
            for number, item in enumerate(part.get("items") or []):
                yield (*path, "items", number, "media"), part, item.get("media") or {}


def numbered(components: Sequence[Json]) -> list[Json]:
    """A deep copy in which every component has an ``id``; the ids that were sent stay."""
    taken = {part["id"] for _, part in walk(components) if part.get("id")}
    free = (number for number in range(1, 1 << 31) if number not in taken)

    def copy(component: Json) -> Json:
        made = {**component, "id": component.get("id") or next(free)}
        if "components" in component:
            made["components"] = [copy(inner) for inner in component["components"]]
        for name in ("accessory", "component"):
            if isinstance(component.get(name), dict):
                made[name] = copy(component[name])
        for name in ("file", "media"):
            if isinstance(component.get(name), dict):
                made[name] = {**component[name]}
        if "items" in component:
            made["items"] = [
                {**item, "media": {**(item.get("media") or {})}} for item in component["items"]
            ]
        return made

    return [copy(component) for component in components]
