"""What exchanges tell: where people live, at which hours they write, and how long they took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from followup.history.clock import ActivityClock
from followup.history.exchange import Exchange, contact_key
from followup.history.tally import EDGES, Outcome
from followup.history.walls import UTC_TIME, Zone, between, zone_name
from followup.history.weeks import HoursSeen, hour_of_week


def zones_of(new: Iterable[Exchange], given: Mapping[str, Zone]) -> dict[str, str]:
    """Whatever is said of a contact as a whole counts before what one exchange says."""
    of_exchanges = {one.recipient: one.zone for one in new if one.zone}
    return {
        **of_exchanges,
        **{contact_key(who): str(zone_name(zone)) for who, zone in given.items()},
    }


def writing_hours(
    known: Mapping[str, HoursSeen], zones: Mapping[str, str], new: Iterable[Exchange]
) -> Mapping[str, HoursSeen]:
    """The hours at which somebody was seen to write; a mail that is told of twice counts once."""
    wrote = {(one.sender, one.sent_at) for one in new if one.sender}
    wrote |= {(one.recipient, one.replied_at) for one in new if one.replied_at}
    found: dict[str, Counter[int]] = {}
    for who, when in wrote:
        hours = found.setdefault(who, Counter(dict(known.get(who, ()))))
        hours[hour_of_week(when, zones.get(who, UTC_TIME))] += 1
    return {**known, **{who: tuple(sorted(hours.items())) for who, hours in found.items()}}


def outcome_of(one: Exchange, clock: ActivityClock) -> Outcome:
    """After how many active hours the answer came, if it did, and for how many it was watched."""
    if one.replied_at is not None:
        hours = clock.active(one.sent_at, between(one.sent_at, one.replied_at))
        return hours, hours
    if one.watched_until is None:
        return None, EDGES[-1]
    return None, clock.active(one.sent_at, between(one.sent_at, one.watched_until))
