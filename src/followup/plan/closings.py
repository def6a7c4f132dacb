"""Handles that are of no use, as the diagnosis tells: for good, or until they are tried once more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import attrs

from followup.channels import Choice
from followup.diagnose import Cause, CauseKind, Diagnosis
from followup.history import Entry
from followup.plan.cadence import Cadence


# A handle of which one of these is said must not be written to.
_CLOSED = {
    CauseKind.ADDRESS_DEAD,
    CauseKind.LEFT_COMPANY,
    CauseKind.UNMONITORED,
    CauseKind.REFUSED,
}
# These pass: the handle is tried once more after some days, and given up if that comes back too.
_PASSING = {CauseKind.MAILBOX_FULL, CauseKind.DELIVERY_DELAYED}
_MENDED = {*_PASSING, CauseKind.OUR_DELIVERY, CauseKind.MESSAGE_REFUSED}


@attrs.frozen
class Closings:
    """What came back, what has arrived since, and when to try again."""

    diagnosis: Diagnosis
    touches: tuple[Entry, ...]
    cadence: Cadence
    now: datetime

    def bar(self, way: Choice, moment: datetime) -> bool:
        """Whether a way is closed at an instant."""
        return any(_speaks_of(cause, way) for cause in self._at(moment))

    def retry(self, cause: Cause) -> datetime | None:
        """When a handle that only takes nothing for a while is tried again; None where it is given up."""
        if cause.kind not in _PASSING or len(cause.evidence) > 1:
            return None
        full = cause.kind is CauseKind.MAILBOX_FULL
        wait = self.cadence.retry_full_mailbox if full else self.cadence.delayed_mail
        return (cause.evidence[-1].observed_at or self.now) + wait

    def overcome(self, cause: Cause) -> bool:
        """Whether a message that did not come back has gone there since."""
        seen = cause.evidence[-1].observed_at if cause.evidence else None
        return (
            cause.kind in _MENDED
            and seen is not None
            and any(one.channel == cause.channel and one.at > seen for one in self.touches)
        )

    def _at(self, moment: datetime) -> Iterator[Cause]:
        for cause in self.diagnosis.causes:
            retry = self.retry(cause)
            passing = cause.kind in _PASSING and not self.overcome(cause)
            if cause.kind in _CLOSED or (passing and (retry is None or moment < retry)):
                yield cause


def _speaks_of(cause: Cause, way: Choice) -> bool:
    if cause.channel != way.channel:
        return False
    return cause.handle is None or cause.handle.casefold() == way.contact_point.value.casefold()
