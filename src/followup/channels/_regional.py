"""What is assumed of a country, or added to what is known of it, because its neighbours do so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from followup.channels._ranked import Ranked, usable, warning
from followup.channels._studies import Measure, regions_by_country
from followup.channels.registry import Channel, ChannelKind, get, on_day
from followup.data import Facts
from followup.evidence import Confidence


def by_region(country: str, on: date, measure: Measure, facts: Facts) -> tuple[Ranked, ...]:
    """The channels of its region, for a country of which no study speaks on that day."""
    why = f"No study here speaks of {country} on that day; this is the regional default"
    channels = _open(country, on, measure, facts)
    return tuple(
        _default(channel, place, country, why, on, facts)
        for place, channel in enumerate(channels, 1)
    )


def filled_up(ranked: tuple[Ranked, ...], country: str, on: date, facts: Facts) -> Iterator[Ranked]:
    """The messengers of its region that no study ranks there, behind those that one does."""
    known = {one.channel for one in ranked}
    more = (
        channel
        for channel in _open(country, on, Measure.REACH, facts)
        if channel.kind is ChannelKind.MESSENGER and channel.slug not in known
    )
    why = f"No study here ranks it in {country}; it stands in the regional default"
    for place, channel in enumerate(more, len(ranked) + 1):
        yield _default(channel, place, country, why, on, facts)


def _open(country: str, on: date, measure: Measure, facts: Facts) -> Iterable[Channel]:
    region = facts.view(regions_by_country)[country]
    today = (on_day(get(name, facts=facts), on, facts=facts) for name in region.channels[measure])
    return (channel for channel in today if usable(channel.slug, country, on, facts))


def _default(  # noqa: PLR0913, PLR0917 - a line of a list, put together in two places
    channel: Channel, place: int, country: str, why: str, on: date, facts: Facts
) -> Ranked:
    region = facts.view(regions_by_country)[country]
    return Ranked(
        channel=channel.slug,
        name=channel.name,
        rank=place,
        share=None,
        confidence=Confidence.LOW,
        sources=(region.source,),
        why=f"{why} for {region.name}.{warning(channel.slug, country, on, facts)}",
        default=True,
    )
