"""What a finding is worth: one table, ``verify_weights``, that a policy's facts can replace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from followup.data import BUNDLED, Facts, Row
from followup.errors import DataError
from followup.evidence import Finding, Outcome, Source


_TABLE = "table:"


@attrs.frozen
class _Worth:
    """One row of the table."""

    outcome: Outcome
    weight: float
    source: Source | None


def finding(
    name: str,
    reason: str,
    *,
    quote: str | None = None,
    subject: str | None = None,
    facts: Facts = BUNDLED,
) -> Finding:
    """A finding with the outcome, the weight and the source that the table gives to its name."""
    worth = facts.view(_weights)[name]
    return Finding(
        name=name,
        outcome=worth.outcome,
        reason=reason,
        weight=worth.weight,
        quote=quote,
        subject=subject,
        source=worth.source,
    )


def threshold(name: str, facts: Facts = BUNDLED) -> float:
    """A threshold of the same table, such as ``"verdict.genuine"``."""
    return facts.view(_weights)[name].weight


def score_of(findings: Iterable[Finding]) -> float:
    """The weights added up, clipped to [-1, 1] and rounded to four places."""
    return round(max(-1.0, min(1.0, sum(found.weight for found in findings))), 4)


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Heaviest first; equal weights keep their order."""
    return tuple(sorted(findings, key=lambda found: -abs(found.weight)))


def _weights(facts: Facts) -> Mapping[str, _Worth]:
    """Names that your own table leaves out keep the bundled weight."""
    rows = (*BUNDLED.table("verify_weights").rows, *facts.table("verify_weights").rows)
    return {row["name"]: _worth(row, facts) for row in rows}


def _worth(row: Row, facts: Facts) -> _Worth:
    try:
        outcome, weight = Outcome(row["outcome"]), float(row["weight"])
    except ValueError as error:
        raise DataError(
            f"verify_weights, {row['name']!r}: {error}. Use an outcome of followup.evidence and a number."
        ) from error
    return _Worth(outcome, weight, _source(row["source"], facts))


def _source(title: str, facts: Facts) -> Source | None:
    """A bundled table with its day, or a title as it stands."""
    if not title.startswith(_TABLE):
        return Source(title=title) if title else None
    table = facts.table(title.removeprefix(_TABLE)).source
    return Source(title=table.title, url=table.url, as_of=table.retrieved, licence=table.licence)
