"""The parts of countries that have holidays of their own, by code and by name."""

from __future__ import annotations

from collections.abc import Mapping

from followup.data import Facts
from followup.errors import UnknownName


def subdivision_code(country: str, subdivision: str | None, facts: Facts) -> str | None:
    """The code under which a part of a country is listed, found by code or name.

    Where a country lists no parts, any part is taken as it is written: it has no holidays of its own.

    Raises:
        UnknownName: It lists parts, and this is none of them.
    """
    wanted = (subdivision or "").strip().upper().removeprefix(f"{country}-")
    if not wanted:
        return None
    listed = facts.view(subdivisions).get(country)
    if listed is None:
        return wanted
    if wanted.casefold() not in listed:
        raise UnknownName("subdivision", subdivision, listed)
    return listed[wanted.casefold()]


def subdivisions(facts: Facts) -> Mapping[str, Mapping[str, str]]:
    """By country: the codes of its parts, by name and by code; a code wins over a name."""
    found: dict[str, dict[str, str]] = {}
    rows = facts.rows("subdivisions")
    for row in rows:
        named = found.setdefault(row["country"], {})
        named.update(
            (name.casefold(), row["subdivision"]) for name in row["names"].split("|") if name
        )
    for row in rows:
        found[row["country"]][row["subdivision"].casefold()] = row["subdivision"]
    return found
