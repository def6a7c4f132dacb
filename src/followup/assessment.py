"""The whole chain for one customer: genuine? a target? why silent? what next?"""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime

import attrs

from followup import fit as _fit
from followup._normal import aware, require_a, require_aware
from followup._value import Value
from followup.clients import Verifier
from followup.data import BUNDLED, Facts
from followup.diagnose import Diagnosis, silence
from followup.fit import FitScore
from followup.models import Lead, Seller
from followup.plan import NextStep, next_step
from followup.verify import Authenticity, Checks, VerifyPolicy


@attrs.frozen(kw_only=True)
class Assessment(Value):
    """What is known of one silent customer, and what to do next.

    Attributes:
        lead_id: The ``id`` of the lead that was assessed.
        company: Its company's name.
        at: The time that the judgement speaks of (aware).
        authenticity: Whether the customer is genuine.
        fit: Whether it is a target; None where the seller names no profile.
        diagnosis: Why it is silent.
        next_step: What to do, when, and on which channel.
    """

    lead_id: str | None
    company: str | None
    at: datetime = attrs.field(validator=aware)
    authenticity: Authenticity
    fit: FitScore | None
    diagnosis: Diagnosis
    next_step: NextStep

    def explain(self) -> str:
        """The whole reasoning as plain text, for a person: verdict, fit, causes, step, each with its evidence."""
        from followup._explain import explanation

        return explanation(self)


def assess(
    lead: Lead,
    seller: Seller,
    *,
    now: datetime,
    verifier: Verifier | None = None,
    checks: Checks | None = None,
) -> Assessment:
    """Assess one customer: verify it, judge its fit, diagnose its silence, plan the next step.

    Args:
        lead: The customer, with its history.
        seller: The side that asks.
        now: The time to judge at (aware).
        verifier: An open client to ask with; without one, one is opened for this call. Keep one open
            for several customers: it remembers answers.
        checks: Which checks a client opened here makes; ``followup.OFFLINE`` asks nobody. Not with
            ``verifier``, whose policy decides.

    Raises:
        NaiveTime: ``now`` has no zone.
        InvalidValue: ``lead`` is no Lead, or ``seller`` no Seller.
        TypeError: Both ``verifier`` and ``checks`` are given.
    """
    require_aware("now", now)
    require_a(Lead, "lead", lead)
    require_a(Seller, "seller", seller)
    if verifier is not None and checks is not None:
        raise TypeError(
            "Pass verifier= or checks=, not both: a verifier's policy names its checks."
        )
    policy = VerifyPolicy(checks=checks or Checks())
    with Verifier(policy) if verifier is None else nullcontext(verifier) as client:
        authenticity = client.lead(lead, known_domains=seller.known_domains)
    return judge(lead, seller, authenticity, now=now, facts=client.policy.facts)


def judge(
    lead: Lead,
    seller: Seller,
    authenticity: Authenticity,
    *,
    now: datetime,
    facts: Facts = BUNDLED,
) -> Assessment:
    """The pure part of ``assess``: no network; for stored facts, and after ``await verifier.lead(lead)``.

    Args:
        lead: The customer, with its history.
        seller: The side that asks.
        authenticity: What was found out about it.
        now: The time to judge at (aware).
        facts: The tables to look things up in; ``assess`` takes those of the verifier's policy.

    Raises:
        NaiveTime: ``now`` has no zone.
        InvalidValue: An argument is of another kind; a dict is not yet a Lead.
    """
    require_a(Lead, "lead", lead)
    require_a(Seller, "seller", seller)
    require_a(Authenticity, "authenticity", authenticity)
    fit = _fit_of(lead, seller, authenticity, facts)
    diagnosis = silence(lead, seller, now=now, authenticity=authenticity, fit=fit, facts=facts)
    step = next_step(
        lead,
        seller,
        now=now,
        authenticity=authenticity,
        fit=fit,
        diagnosis=diagnosis,
        facts=facts,
    )
    return Assessment(
        lead_id=lead.id,
        company=lead.company,
        at=now,
        authenticity=authenticity,
        fit=fit,
        diagnosis=diagnosis,
        next_step=step,
    )


def _fit_of(
    lead: Lead, seller: Seller, authenticity: Authenticity, facts: Facts
) -> FitScore | None:
    if seller.profile is None:
        return None
    pages = authenticity.site.pages if authenticity.site is not None else ()
    words = tuple(page.words for page in pages if page.text.strip())
    return _fit.score(seller.profile, (lead, *words), facts=facts)
