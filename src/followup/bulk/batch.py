"""A stream of leads becomes a stream of assessments."""

from __future__ import annotations

import logging

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from typing import Any

import attrs

from followup import assessment
from followup._normal import require_aware
from followup._value import Value
from followup.assessment import Assessment
from followup.clients import Verifier
from followup.errors import InvalidValue
from followup.models import Lead, Seller
from followup.typing import Progress
from followup.verify import OFFLINE, Checks, VerifyPolicy


_log = logging.getLogger(__name__)
# Threads mostly wait for the network; beyond this, AsyncVerifier and followup.judge serve better.
_MOST_WORKERS = 32


@attrs.frozen(kw_only=True)
class Unassessed(Value):
    """A row that could not be assessed; the others were.

    Attributes:
        index: Its place in the input, from 0.
        lead_id: Its id, where it has one.
        reason: What is wrong with it, and how to mend it.
    """

    index: int
    lead_id: str | None
    reason: str


def assess(  # noqa: PLR0913 - what assess takes, and progress
    leads: Iterable[Lead | Mapping[str, Any]],
    seller: Seller,
    *,
    now: datetime,
    verifier: Verifier | None = None,
    checks: Checks | None = None,
    progress: Progress | None = None,
) -> Iterator[Assessment | Unassessed]:
    """Assess many customers; the results come in the order of the input, as soon as they are known.

    Each question about a domain, a host or a page is asked once, however many leads share it. Memory is
    flat: only a small window of leads is under way at any time.

    Args:
        leads: Leads, or dicts as ``Lead.to_dict`` gives them; a bad one becomes an ``Unassessed``.
        seller: The side that asks.
        now: The time to judge at (aware); the same for all.
        verifier: An open client; without one, one is opened for this batch.
        checks: Which checks a client opened here makes; not with ``verifier``.
        progress: Wraps the results and shows how far they are: ``tqdm.auto.tqdm``, ``rich.progress.track``.

    Raises:
        NaiveTime: ``now`` has no zone.
        TypeError: Both ``verifier`` and ``checks`` are given.
    """
    require_aware("now", now)
    if verifier is not None and checks is not None:
        raise TypeError(
            "Pass verifier= or checks=, not both: a verifier's policy names its checks."
        )
    total = len(leads) if isinstance(leads, Sized) else None
    results = _results(leads, partial(_one, seller=seller, now=now), verifier, checks or Checks())
    return iter(results if progress is None else progress(results, total=total))


def _results(
    leads: Iterable[Lead | Mapping[str, Any]],
    one: Callable[..., Assessment | Unassessed],
    verifier: Verifier | None,
    checks: Checks,
) -> Iterator[Assessment | Unassessed]:
    with ExitStack() as stack:
        client = verifier or stack.enter_context(Verifier(VerifyPolicy(checks=checks)))
        work = partial(one, verifier=client)
        if client.policy.checks == OFFLINE:
            yield from (work(index, lead) for index, lead in enumerate(leads))
            return
        workers = min(_MOST_WORKERS, client.policy.network.max_in_flight)
        pool = ThreadPoolExecutor(workers, thread_name_prefix="followup")
        # Not the pool's own block: that would wait for every lead under way when the caller interrupts.
        stack.callback(pool.shutdown, wait=False, cancel_futures=True)
        yield from _in_order(pool, work, enumerate(leads), ahead=2 * workers)


def _in_order(
    pool: ThreadPoolExecutor,
    work: Callable[[int, Any], Assessment | Unassessed],
    numbered: Iterable[tuple[int, Any]],
    ahead: int,
) -> Iterator[Assessment | Unassessed]:
    under_way: deque[Future[Assessment | Unassessed]] = deque()
    for index, lead in numbered:
        under_way.append(pool.submit(work, index, lead))
        while under_way and (len(under_way) >= ahead or under_way[0].done()):
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


def _one(
    index: int, row: object, *, seller: Seller, now: datetime, verifier: Verifier
) -> Assessment | Unassessed:
    try:
        return assessment.assess(_lead(row), seller, now=now, verifier=verifier)
    except Exception as error:  # noqa: BLE001 - one bad row never stops a batch
        _log.debug("Row %d could not be assessed", index, exc_info=True)
        return Unassessed(index=index, lead_id=_id(row), reason=_reason(error))


def _lead(row: object) -> Lead:
    if isinstance(row, Lead):
        return row
    if isinstance(row, Mapping):
        return Lead.from_dict(row)
    raise InvalidValue("lead", row, "is neither a Lead nor a dict", "Pass Lead(...)")


def _id(row: object) -> str | None:
    found = row.get("id") if isinstance(row, Mapping) else getattr(row, "id", None)
    return None if found is None else str(found)


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, InvalidValue) else f"{type(error).__name__}: {error}"
