"""The rules of the verdict: two lines of evidence, the site and the mail, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from followup.data import Facts
from followup.evidence import Finding
from followup.verify.mailboxes.emails import NO_MAIL
from followup.verify.reports import (
    EmailReport,
    Line,
    Mailbox,
    MailSetup,
    SiteKind,
    SiteReport,
    Verdict,
)
from followup.verify.weights import score_of, threshold


# The site and the mail.
Lines = tuple[Line, Line]

# There is no working site, and that is certain.
NO_SITE = frozenset(
    {
        SiteKind.ABSENT,
        SiteKind.UNREACHABLE,
        SiteKind.PARKED,
        SiteKind.FOR_SALE,
        SiteKind.EXPIRED,
        SiteKind.SUSPENDED,
        SiteKind.UNCONFIGURED,
        SiteKind.SERVER_DEFAULT,
    }
)


def known_line(said: Iterable[Finding]) -> Line | None:
    """What the caller's own knowledge makes of a line, or None where it says nothing.

    Your lists go before all else. A name that deceives by itself is suspect; only the imitation of a domain
    that you know is decisive.
    """
    names = {one.name for one in said}
    if "policy.allowed" in names:
        return Line.HOLDS
    return Line.FAILS if names & {"policy.denied", "lookalike.known_domain"} else None


def site_line(site: SiteReport | None, *, said: Iterable[Finding] = ()) -> Line:
    """The site fails if it is certain that there is none, or if your own lists and domains say so.

    Time-outs, failures of DNS, errors, maintenance, challenges and what we refuse to fetch leave it unknown.
    """
    known = known_line(said)
    if known is not None:
        return known
    if site is not None and site.kind in NO_SITE:
        return Line.FAILS
    if site is None or site.kind is not SiteKind.WORKING:
        return Line.UNKNOWN
    suspicious = any(found.name == "page.scheme" for found in site.findings)
    return Line.UNKNOWN if suspicious else Line.HOLDS


def mail_line(email: EmailReport | None, *, said: Iterable[Finding] = ()) -> Line:
    """The mail fails if no mail can reach the person, if it is thrown away, or if your own lists say so.

    An address that is one slip from a provider's, and whose domain takes no mail of its own, is a mistake
    of the writer and not a deceit: it stays unknown. So does every address at a provider, unless the
    mailbox check spoke.
    """
    if email is None:
        return Line.UNKNOWN
    known = known_line(said)
    if known is not None:
        return known
    if _is_bad(email):
        return Line.UNKNOWN if email.suggestion else Line.FAILS
    takes = email.mail in (MailSetup.MX, MailSetup.IMPLICIT_MX) and email.address.is_own_domain
    return Line.HOLDS if takes or email.mailbox is Mailbox.EXISTS else Line.UNKNOWN


def _is_bad(email: EmailReport) -> bool:
    gone = email.mail in NO_MAIL or email.mailbox in (Mailbox.ABSENT, Mailbox.DISABLED)
    return gone or not email.address.valid or email.thrown_away is not None


def verdict(lines: Lines, findings: Sequence[Finding], facts: Facts) -> Verdict:
    """Fake needs both lines to fail; one is doubtful; genuine needs a line that holds and a sufficient score."""
    if lines.count(Line.FAILS) == len(lines):
        return Verdict.FAKE
    if Line.FAILS in lines or score_of(findings) <= threshold("verdict.doubtful", facts):
        return Verdict.DOUBTFUL
    holds = Line.HOLDS in lines and score_of(_shown(findings)) >= threshold(
        "verdict.genuine", facts
    )
    return Verdict.GENUINE if holds and not _is_scheme(lines, findings) else Verdict.UNKNOWN


def _shown(findings: Iterable[Finding]) -> Iterable[Finding]:
    """All but what an inquiry says for itself: anybody can write that, so it makes nobody genuine."""
    return (one for one in findings if one.weight <= 0 or not one.name.startswith("inquiry."))


def _is_scheme(lines: Lines, findings: Iterable[Finding]) -> bool:
    """Whether the site is one of a fraud scheme, as far as you do not know better: no good mail makes up for it."""
    return lines[0] is not Line.HOLDS and any(one.name == "page.scheme" for one in findings)


def summary(judged: Verdict, lines: Lines, findings: Sequence[Finding]) -> str:
    """The verdict in one sentence, with the finding that weighs most for it."""
    if judged is Verdict.FAKE:
        return (
            "Most likely not a real customer: neither the website nor the e-mail address is real."
        )
    if judged is Verdict.GENUINE:
        return f"Most likely a real customer. {_heaviest(findings, 1)}".strip()
    if judged is Verdict.UNKNOWN:
        return "Too little was learned to say whether this is a real customer."
    what = {(Line.FAILS, lines[1]): "the website", (lines[0], Line.FAILS): "the e-mail address"}
    failing = what.get(lines)
    start = (
        f"Doubtful: {failing} fails."
        if failing
        else "Doubtful: more speaks against it than for it."
    )
    return f"{start} {_heaviest(findings, -1)}".strip()


def _heaviest(findings: Sequence[Finding], sign: int) -> str:
    return next((found.reason for found in findings if found.weight * sign > 0), "")


def asked_for(
    judged: Verdict, lines: Lines, email: EmailReport | None, site: SiteReport | None
) -> str | None:
    """The one cheap proof most worth asking for."""
    if judged is Verdict.FAKE:
        return None
    if email is not None and email.suggestion and lines[1] is not Line.HOLDS:
        return f"Ask whether {email.suggestion} was meant."
    if email is None or lines[1] is Line.FAILS:
        return "Ask for an e-mail address at the company's own domain."
    return _of_the_company(judged, lines[0], email, site)


def _of_the_company(
    judged: Verdict, line: Line, email: EmailReport, site: SiteReport | None
) -> str | None:
    if line is Line.FAILS:
        return "Ask for the company's registration certificate, or for another website that works."
    if site is None:
        return "Ask for the company's website."
    if judged is not Verdict.GENUINE:
        return "Ask for the company's registration number, and for a phone number that its website shows."
    return None if email.address.is_own_domain else _from_own_domain(site)


def _from_own_domain(site: SiteReport) -> str:
    return f"Ask for a message from an address at the domain of {site.final_url}."
