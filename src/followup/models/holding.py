"""Who in the seller's team holds a customer, and since when."""

from __future__ import annotations

from datetime import date, datetime

import attrs

from followup._normal import aware, text_or_none
from followup._value import Value


@attrs.frozen(kw_only=True)
class Holding(Value):
    """Who holds a customer. In the pool nobody does, and ``last_owner`` let it go.

    Attributes:
        owner: The salesperson's key in your system; None where nobody holds it.
        since: When that began (aware).
        level: The level of the customer on your platform, such as ``"L2"``, for rules by level.
        locked: A manager protects it: it is never released.
        contract_end: The day on which the last contract ends.
        last_owner: Who held it before.
        released_at: When it went to the pool (aware).
    """

    owner: str | None = attrs.field(default=None, converter=text_or_none)
    since: datetime | None = attrs.field(default=None, validator=aware)
    level: str | None = attrs.field(default=None, converter=text_or_none)
    locked: bool = False
    contract_end: date | None = None
    last_owner: str | None = attrs.field(default=None, converter=text_or_none)
    released_at: datetime | None = attrs.field(default=None, validator=aware)
