"""An assessment as plain text, for a salesperson."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from followup.evidence import Finding, Outcome


if TYPE_CHECKING:
    from followup.assessment import Assessment

_SIGNS = {Outcome.FOR: "+", Outcome.AGAINST: "-", Outcome.NEUTRAL: "·", Outcome.UNKNOWN: "?"}
_MOST_FINDINGS = 6


def explanation(assessment: Assessment) -> str:
    """The reasoning, one paragraph a question, with its evidence: ``+`` for, ``-`` against, ``?`` unknown."""
    paragraphs = (
        _heading(assessment),
        _genuine(assessment),
        _target(assessment),
        _silent(assessment),
        _next(assessment),
    )
    return "\n\n".join("\n".join(map(_on_one_line, lines)) for lines in paragraphs)


def _heading(assessment: Assessment) -> Iterator[str]:
    name = " ".join(part for part in (assessment.lead_id, assessment.company) if part)
    yield f"{name or 'A customer'}, as of {assessment.at:%Y-%m-%d %H:%M %Z}"


def _genuine(assessment: Assessment) -> Iterator[str]:
    found = assessment.authenticity
    yield f"Is it genuine? {found.verdict}, score {found.score:+.2f}. {found.summary}"
    yield from _evidence(found.findings, weighted=True)
    for missing in found.not_checked:
        yield f"  ? {missing.what} was not checked: {missing.reason}"
    if found.ask_for:
        yield f"  {found.ask_for}"


def _target(assessment: Assessment) -> Iterator[str]:
    fit = assessment.fit
    if fit is None:
        yield "Is it a target? Not judged: the seller names no profile."
        return
    yield f"Is it a target? {_words(fit.band)}, {fit.value:.2f} ({_words(fit.state)})."
    for term in fit.terms[:_MOST_FINDINGS]:
        yield f"  {term.contribution:+.2f} {term.topic}: {_quoted(term.quote)}"


def _silent(assessment: Assessment) -> Iterator[str]:
    diagnosis = assessment.diagnosis
    yield f"Why is it silent? {diagnosis.summary}"
    if diagnosis.silent_for is not None and diagnosis.working_time is None:
        yield "  How much of it was their working time is not known: their place is not."
    for place, cause in enumerate(diagnosis.causes, start=1):
        yield f"  {place}. {_words(cause.kind)} ({cause.confidence}): {cause.remedy}"
        yield from _evidence(cause.evidence, indent="     ")


def _next(assessment: Assessment) -> Iterator[str]:
    step = assessment.next_step
    yield f"What next? {_words(step.action)}. {step.summary}"
    if step.window is not None:
        start, end = step.window.start, step.window.end
        yield f"  Window: {start:%a %d %b %Y %H:%M} to {end:%H:%M} in {step.window.zone}"
    if step.deep_link:
        yield f"  Link: {step.deep_link}"
    yield from _evidence(step.because)


def _evidence(
    findings: Iterable[Finding], *, indent: str = "  ", weighted: bool = False
) -> Iterator[str]:
    lines = (_line(finding, weighted=weighted) for finding in findings)
    # Mail and site may have learned the same thing.
    for line in tuple(dict.fromkeys(lines))[:_MOST_FINDINGS]:
        yield f"{indent}{line}"


def _line(finding: Finding, *, weighted: bool) -> str:
    counts = weighted and finding.weight
    mark = f"{finding.weight:+.2f}" if counts else _SIGNS[finding.outcome]
    source = f" [{finding.source.title}]" if finding.source else ""
    subject = f" ({finding.subject})" if finding.subject else ""
    return f"{mark} {finding.reason}{subject}{source}"


def _on_one_line(text: str) -> str:
    """Strangers' words draw no lines of their own and send a terminal no commands."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”"


def _words(name: str) -> str:
    return str(name).replace("_", " ")
