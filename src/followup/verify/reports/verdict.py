"""The verdict over a customer, and the judgements that lead to it."""

from __future__ import annotations

from enum import StrEnum

import attrs

from followup._value import NoTruth, Value
from followup.evidence import Finding, NotChecked
from followup.verify.reports.domain import DomainReport
from followup.verify.reports.email import EmailReport
from followup.verify.reports.site import SiteReport


class Verdict(StrEnum):
    """Whether the customer is genuine.

    ``FAKE`` needs two independent lines to fail: the site and the e-mail. ``DOUBTFUL`` is one failing
    line, or much that speaks against it. ``UNKNOWN`` means that too little was learned: never a kind of no.
    """

    GENUINE = "genuine"
    DOUBTFUL = "doubtful"
    FAKE = "fake"
    UNKNOWN = "unknown"


class Line(StrEnum):
    """What became of one line of evidence, the site or the mail."""

    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    """How the e-mail and the website of a customer belong together.

    ``SAME_DOMAIN``: one registered domain. ``SAME_OPERATOR``: two domains of one operator: one has its mail
    servers or name servers at the other, one certificate is made out to both, or the site gives an address
    at the e-mail's domain. ``SAME_NAME``: the same name under another ending. ``COMPANY_NAME``: different
    domains, and the e-mail's holds the company's name. ``UNRELATED``: nothing joins them, which is no
    crime. ``UNKNOWN``: one of them is missing, the mail is a provider's, or something may join them.
    """

    SAME_DOMAIN = "same_domain"
    SAME_OPERATOR = "same_operator"
    SAME_NAME = "same_name"
    COMPANY_NAME = "company_name"
    UNRELATED = "unrelated"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class Lookalike(Value):
    """That one domain imitates another.

    Attributes:
        domain: The one that imitates.
        known: The one that is imitated.
        technique: How: ``"homoglyph"``, ``"edit"``, ``"hyphen"``, ``"ending"``, ``"subdomain"``, ``"word"``, or
            ``"unsafe_idn"`` for a name that deceives by itself.
        reason: One plain sentence.
    """

    domain: str
    known: str
    technique: str
    reason: str


@attrs.frozen
class Alignment(NoTruth, Value):
    """How e-mail, website and company name belong together.

    Attributes:
        relation: How.
        reason: One plain sentence.
        evidence: The domains, hosts and addresses that show it, the surest first.
    """

    relation: Relation
    reason: str
    evidence: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class InquiryReport(NoTruth, Value):
    """What the words of an inquiry tell. Never decisive alone.

    Attributes:
        score: In [-1, 1]: the weights of the findings, added up and clipped.
        findings: The signs that were found, heaviest first; none means that the words say nothing.
        links: The web addresses in the text, at most 20.
        attachments: The names of files in the text, at most 10.
    """

    score: float = 0.0
    findings: tuple[Finding, ...] = ()
    links: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Authenticity(NoTruth, Value):
    """Whether a customer is genuine, and why.

    Attributes:
        verdict: The judgement.
        score: In [-1, 1]: the weights of ``findings``, added up and clipped.
        summary: The judgement in one sentence.
        findings: All that was seen, heaviest first.
        not_checked: What was not, and why.
        ask_for: The one cheap proof most worth asking the customer for; None where none is needed or
            none would help.
        site_line: What became of the website as evidence.
        mail_line: What became of the e-mail address as evidence.
        email: The report on the e-mail address; None where the lead has none.
        site: The report on the website; None where the lead has none.
        inquiry: The report on the inquiry; None where the lead has none.
        alignment: How e-mail, website and company name belong together; None where the lead has no e-mail.
        domains: Since when the customer's own domains are registered, and what DNS said of the two where
            their names alone did not join them.
    """

    verdict: Verdict
    score: float
    summary: str
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    ask_for: str | None = None
    site_line: Line = Line.UNKNOWN
    mail_line: Line = Line.UNKNOWN
    email: EmailReport | None = None
    site: SiteReport | None = None
    inquiry: InquiryReport | None = None
    alignment: Alignment | None = None
    domains: tuple[DomainReport, ...] = ()
