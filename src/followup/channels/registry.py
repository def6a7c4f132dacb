"""The channels: what each carries, how its handles are written, and when it existed under which name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import attrs

from followup._normal import country_or_none, require_text, slug as as_slug
from followup._value import Value
from followup.data import BUNDLED, Facts, Row
from followup.errors import UnknownName
from followup.evidence import Source


class ChannelKind(StrEnum):
    """What sort of channel it is; ``NETWORK`` is a social network, ``PLATFORM`` a trading platform's chat."""

    MAIL = "mail"
    TELEPHONE = "telephone"
    MESSENGER = "messenger"
    NETWORK = "network"
    PLATFORM = "platform"


class Ending(StrEnum):
    """How a span ended: for good, or under another name with the same handles."""

    RETIRED = "retired"
    RENAMED = "renamed"


@attrs.frozen(kw_only=True)
class Span(Value):
    """One stretch of days in which a channel could be used.

    Attributes:
        start: The first day; where only the year or month is known, its first day. None means that the
            beginning is not known, and lies before anything that is asked here.
        end: The first day on which it could no longer be used; None means that it can be used still.
        ending: How it ended, or None.
        successor: The slug of the channel that took its place, or None.
        region: The country for which this span stands in the place of the general one, or None.
        source: Where that is told.
    """

    start: date | None
    end: date | None
    source: Source
    ending: Ending | None = None
    successor: str | None = None
    region: str | None = None

    @property
    def confirmed(self) -> bool:
        """Whether it was read in a source; a house judgement has no address."""
        return self.source.url is not None

    def covers(self, on: date) -> bool:
        """Whether the day lies in it: the start does, the end does not."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


@attrs.frozen(kw_only=True)
class Channel(Value):
    """A way to reach people.

    Attributes:
        slug: Its stable name, such as ``"google_hangouts"``.
        name: Its name as its owner writes it.
        aliases: Other names, as slugs.
        kind: What sort of channel it is.
        carries: What goes over it: ``"text"``, ``"voice"``, ``"profile"``.
        handles: What a handle on it can be: ``"phone"``, ``"email"``, ``"username"``, ``"id"`` …, in the
            order in which a handle is tried.
        pattern: A regular expression for user names; empty where there are none.
        links: Pairs of a kind of handle and its documented link; empty where no link is documented.
        text_parameter: The parameter of a link that carries a text to send; empty where there is none.
        spans: When it could be used.
        source: Where the rule for its links and handles is told.
    """

    slug: str
    name: str
    aliases: tuple[str, ...]
    kind: ChannelKind
    carries: tuple[str, ...]
    handles: tuple[str, ...]
    pattern: str
    links: tuple[tuple[str, str], ...]
    text_parameter: str
    spans: tuple[Span, ...]
    source: Source

    def alive(self, on: date, country: str | None = None) -> bool:
        """Whether it could be used on that day, under this name.

        Args:
            on: The day.
            country: Where; matters for the few channels that lived longer in one country.
        """
        code = country_or_none(country)
        own = [span for span in self.spans if span.region == code] if code else []
        return any(
            span.covers(on) for span in own or [span for span in self.spans if not span.region]
        )

    def name_on(self, on: date) -> str | None:
        """Its name on that day; None where it did not exist under any name of its own."""
        return self.name if self.alive(on) else None

    @property
    def successor(self) -> str | None:
        """The slug of the channel that took its place, if it ended and has one."""
        return next((span.successor for span in self.spans if span.successor), None)

    @property
    def renamed(self) -> bool:
        """Whether it lives on as its successor, with the same handles."""
        return any(span.ending is Ending.RENAMED for span in self.spans)

    @property
    def ended(self) -> Span | None:
        """The span with which it ended everywhere, or None while it lives."""
        return next((span for span in self.spans if span.end and not span.region), None)


def get(name: str, *, facts: Facts = BUNDLED) -> Channel:
    """The channel of that name.

    Args:
        name: A slug, a name or another name of it, in any case: ``"Google Hangouts"``, ``"weixin"``.
        facts: The tables to look in.

    Raises:
        InvalidValue: It is no text.
        UnknownName: There is none; the message names the nearest ones.
    """
    require_text("name", name)
    channels = facts.view(_channels)
    named = facts.view(_names).get(as_slug(name))
    if named is None:
        raise UnknownName("channel", name, channels)
    return channels[named]


def find(name: str, *, facts: Facts = BUNDLED) -> Channel | None:
    """Like ``get``, and None where there is no such channel: for names that came with a record."""
    named = facts.view(_names).get(as_slug(name))
    return facts.view(_channels)[named] if named else None


def every(*, facts: Facts = BUNDLED) -> tuple[Channel, ...]:
    """All channels, retired ones too, in the order of the table."""
    return tuple(facts.view(_channels).values())


def on_day(channel: Channel, on: date, *, facts: Facts = BUNDLED) -> Channel:
    """The channel under the name that it bears on that day: Twitter is X from 2023-07-23, and X was Twitter."""
    if channel.alive(on):
        return channel
    if channel.renamed and channel.successor:
        heir = get(channel.successor, facts=facts)
        return heir if heir.alive(on) else channel
    former = (one for one in every(facts=facts) if one.renamed and one.successor == channel.slug)
    return next((one for one in former if one.alive(on)), channel)


def first_day(text: str) -> date | None:
    """The first day of ``"2024"``, ``"2024-02"`` or ``"2024-02-21"``; None for an empty cell."""
    if not text:
        return None
    year, month, day = ([*text.split("-"), "1", "1"])[:3]
    return date(int(year), int(month), int(day))


def source_of(row: Row, as_of: date | None = None) -> Source:
    """The source that a row names; tables of a user may name none."""
    title = row.get("source") or "your own table"
    return Source(title=title, url=row.get("source_url") or None, as_of=as_of)


def _channels(facts: Facts) -> Mapping[str, Channel]:
    spans: dict[str, list[Span]] = {}
    for row in facts.rows("channel_spans"):
        spans.setdefault(row["slug"], []).append(_span(row))
    rows = facts.rows("channels")
    return {row["slug"]: _channel(row, tuple(spans.get(row["slug"], ()))) for row in rows}


def _channel(row: Row, spans: tuple[Span, ...]) -> Channel:
    return Channel(
        slug=row["slug"],
        name=row["name"],
        aliases=tuple(row["aliases"].split()),
        kind=ChannelKind(row["kind"]),
        carries=tuple(row["carries"].split()),
        handles=tuple(row["handles"].split()),
        pattern=row["pattern"],
        links=tuple(_pair(link) for link in row["links"].split()),
        text_parameter=row["text_parameter"],
        spans=spans,
        source=source_of(row),
    )


def _pair(link: str) -> tuple[str, str]:
    kind, _, form = link.partition("=")
    return kind, form


def _span(row: Row) -> Span:
    return Span(
        start=first_day(row["start"]),
        end=first_day(row["end"]),
        ending=Ending(row["event"]) if row["event"] else None,
        successor=row["successor"] or None,
        region=row["region"] or None,
        source=source_of(row),
    )


def _names(facts: Facts) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for channel in facts.view(_channels).values():
        for name in (channel.slug, as_slug(channel.name), *channel.aliases):
            names.setdefault(name, channel.slug)
    return names
