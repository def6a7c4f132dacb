"""Doors of rooms: a name is loaded when it is first asked for (PEP 562).

A caller who wants a time zone should not wait for what reads web pages. So the rooms that people import by name are
lazy, and this is the only place that says how.
"""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, TypeAlias

    Door: TypeAlias = tuple[list[str], Callable[[str], Any], Callable[[], list[str]]]


def door(room: str, rooms: Mapping[str, tuple[str, ...]]) -> Door:
    """What a package needs in order to be lazy.

    No module of the package may bear the name of a function of its door: importing it would cover the function.

    Args:
        room: The package's name.
        rooms: Where its public names live: a module of the package (``"zones"``), one from elsewhere
            (``"followup._html"``), or ``"."`` for names that are modules of the package themselves. A name may be
            given another one (``"read_html as text_from_html"``).

    Returns:
        ``__all__`` (constants, classes, functions), ``__getattr__`` and ``__dir__``.
    """
    places: dict[str, tuple[str, str]] = {}
    for module, names in rooms.items():
        path = module if module.startswith("followup.") else f"{room}.{module}"
        for name in names:
            own, _, other = name.partition(" as ")
            places[other or own] = (path, own)
    listed = sorted(places, key=lambda name: (not name.isupper(), not name[0].isupper(), name))

    def opened(name: str) -> Any:
        if name not in places:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        import sys

        from importlib import import_module

        path, own = places[name]
        if path == f"{room}..":
            return import_module(f"{room}.{own}")  # which keeps it
        found = getattr(import_module(path), own)
        # Kept, so that the next look is a plain one.
        setattr(sys.modules[room], name, found)
        return found

    return listed, opened, lambda: sorted(listed)
