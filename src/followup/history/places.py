"""Where the recipient of a message is, as a calendar."""

from __future__ import annotations

from functools import lru_cache

from followup.data import Facts
from followup.models import Lead
from followup.timing import WorkCalendar
from followup.timing.parties import whereabouts


def place_of(lead: Lead, facts: Facts) -> WorkCalendar | None:
    """The likeliest place of a lead; None where nothing tells it."""
    there = whereabouts(lead, facts)
    return there.calendars[0] if there else None


@lru_cache(maxsize=512)
def in_country(country: str | None, facts: Facts) -> WorkCalendar | None:
    """The likeliest place of somebody of whom only the country is known."""
    return None if country is None else place_of(Lead(country=country), facts)
