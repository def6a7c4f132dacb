"""How the experience with many becomes what is expected of one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from followup.history.curve import Curve, kaplan_meier, mixed, moved, shrunk
from followup.history.tally import Tally


# Measured on openbmc and the R lists. When people answer is alike: weaker than this, contacts with a short
# history are foretold worse than by everybody's pace. Whether they do differs more: with 40 here too, the
# chances that were foretold lay too near each other (outcomes over log-odds had a slope of 1.3 to 1.4).
_WHEN = 40.0
_WHETHER = 20.0

# Of everybody, each contact counts like five messages at most: a stranger is like one contact of many, not
# like one message of the busiest.
_ONE_OF_MANY = 5.0


def of_many(everyone: Tally, old: Tally, new: Tally) -> Tally:
    """What is known of everyone, where more is known of one contact.

    Args:
        everyone: What was known.
        old: What was known of the contact.
        new: What is known of it.
    """
    return everyone.replacing(old, new, _ONE_OF_MANY)


@lru_cache(maxsize=16)
def widest(everyone: Tally, prior: Curve) -> Curve:
    """What is expected of a stranger."""
    return prior if everyone == Tally() else kaplan_meier(everyone, prior, _WHEN)


def narrowed(curve: Curve, tallies: Iterable[Tally]) -> Curve:
    """What is expected of somebody, from the widest group to the narrowest that it belongs to."""
    for tally in tallies:
        curve = shrunk(tally, curve, whether=_WHETHER, when=_WHEN)
    return curve


@lru_cache(maxsize=16)
def arrived(everyone: Curve, here: Tally, elsewhere: Tally) -> tuple[Curve, Curve] | None:
    """Everybody's curve, and that of the messages which arrive at hours like one.

    A mail of the working day is before somebody's eyes, one of the night is below the others in the morning:
    even by a clock that hardly moves at night, their paces differ.

    Args:
        everyone: Everybody's curve.
        here: What became of all that arrived at hours like that one.
        elsewhere: What became of all others.
    """
    if not here.answers:
        return None
    special, other = (
        shrunk(one, everyone, whether=_WHETHER, when=_WHEN) for one in (here, elsewhere)
    )
    return mixed(special, other, here.answers / (here.answers + elsewhere.answers)), special


def on_arrival(curve: Curve, everyone: Curve, here: Tally, elsewhere: Tally) -> Curve:
    """Somebody's curve for a message that arrives at hours like that one; the arguments as for ``arrived``."""
    known = arrived(everyone, here, elsewhere)
    return moved(curve, *known) if known else curve
