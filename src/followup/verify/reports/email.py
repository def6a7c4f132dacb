"""What was learned of an e-mail address: would a mail arrive, and what did the mail server say?"""

from __future__ import annotations

from enum import StrEnum

import attrs

from followup._value import NoTruth, Value
from followup.evidence import Confidence, Finding, NotChecked
from followup.verify.reports.mail import AddressReport, ListHit, MailSetup


class Deliverability(StrEnum):
    """Whether a mail would arrive.

    ``UNDELIVERABLE``: the address is no address, its domain takes no mail, or the server said that the
    person does not exist or that the mailbox is closed. ``RISKY``: a disposable address, a full mailbox, or
    a server that takes everybody. ``DELIVERABLE``: the server takes this person and refuses an invented one;
    so without the mailbox check a sound address stays ``UNKNOWN``. Whatever kept us from learning it
    (time-outs, refusals of us, *come back later*) leaves it ``UNKNOWN``. The first that fits counts.
    """

    DELIVERABLE = "deliverable"
    UNDELIVERABLE = "undeliverable"
    RISKY = "risky"
    UNKNOWN = "unknown"


class Mailbox(StrEnum):
    """What the mail server said of the person.

    ``REFUSED_US`` is a refusal of the one who asks (reputation, policy, reverse DNS): it tells nothing of
    the person. ``TEMPORARY`` asks to come again. ``NOT_TRIED`` also stands for *tried and not answered*;
    ``not_checked`` says why.
    """

    EXISTS = "exists"
    ABSENT = "absent"
    ACCEPTS_ALL = "accepts_all"
    REFUSED_US = "refused_us"
    FULL = "full"
    DISABLED = "disabled"
    TEMPORARY = "temporary"
    NOT_TRIED = "not_tried"


class CatchAll(StrEnum):
    """Whether a domain takes mail for everybody, told by what its server said of an invented person.

    ``UNKNOWN``: nobody was asked, or the answer spoke of us rather than of the person.
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class ReplyKind(StrEnum):
    """What one reply to RCPT means; the words of ``Mailbox``, and ``OTHER`` for what tells nothing."""

    EXISTS = "exists"
    ABSENT = "absent"
    REFUSED_US = "refused_us"
    FULL = "full"
    DISABLED = "disabled"
    TEMPORARY = "temporary"
    OTHER = "other"


@attrs.frozen(kw_only=True)
class SmtpReply(NoTruth, Value):
    """What a mail server's reply to RCPT means.

    Attributes:
        kind: The meaning.
        code: The reply's three digits; 0 where they are not known.
        status: The enhanced status (RFC 3463), such as ``"5.1.1"``, or None where the reply has none.
        quote: The words that decided, as the table ``smtp_phrases`` writes them, or None where the code or
            the status did.
        confidence: ``HIGH`` for clear words or a clear status, ``MEDIUM`` for words that servers also use for
            other things, ``UNKNOWN`` for ``OTHER``.
        greylisted: Whether it asks strangers to come again after a while.
    """

    kind: ReplyKind
    code: int
    status: str | None = None
    quote: str | None = None
    confidence: Confidence = Confidence.UNKNOWN
    greylisted: bool = False


@attrs.frozen(kw_only=True)
class EmailReport(NoTruth, Value):
    """What was learned of an e-mail address.

    Attributes:
        address: What the address tells by itself.
        deliverability: Whether a mail would arrive.
        mailbox: What the mail server said of the person.
        catch_all: Whether the domain takes mail for everybody.
        mail: How the domain takes mail.
        mx: Its mail servers, first choice first.
        thrown_away: The list that is sure that the address is made to be thrown away: a curated one that
            names its domain, or one that names its mail servers. A hit of the agreed list alone, which is
            in ``address.disposable``, is not sure.
        suggestion: The address that may have been meant. None where the domain that was typed has a working
            mail server of its own, unless a list knows it as a trap for slips.
        findings: What was seen.
        not_checked: What was not, and why.
    """

    address: AddressReport
    deliverability: Deliverability = Deliverability.UNKNOWN
    mailbox: Mailbox = Mailbox.NOT_TRIED
    catch_all: CatchAll = CatchAll.UNKNOWN
    mail: MailSetup = MailSetup.UNKNOWN
    mx: tuple[str, ...] = ()
    thrown_away: ListHit | None = None
    suggestion: str | None = None
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
