"""What was learned of an address, of the domain behind it, and of the mailbox."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from followup._value import NoTruth, Value
from followup.evidence import Finding, NotChecked


class Deliverability(StrEnum):
    """Whether a mail would arrive.

    ``DELIVERABLE`` needs a mail server that takes this person and refuses an invented one, so without
    the mailbox check a sound address stays ``UNKNOWN``. ``UNDELIVERABLE`` is certain: the address is no
    address, its domain takes no mail, or the server said that the person does not exist. ``RISKY`` is a
    disposable address, a server that takes everybody, or a full mailbox.
    """

    DELIVERABLE = "deliverable"
    UNDELIVERABLE = "undeliverable"
    RISKY = "risky"
    UNKNOWN = "unknown"


class Mailbox(StrEnum):
    """What the mail server said of the person.

    ``REFUSED_US`` is a refusal of the one who asks (reputation, policy, reverse DNS): it tells nothing of
    the person. ``NOT_TRIED`` also stands for *tried and not answered*; ``not_checked`` says why.
    """

    EXISTS = "exists"
    ABSENT = "absent"
    ACCEPTS_ALL = "accepts_all"
    REFUSED_US = "refused_us"
    FULL = "full"
    DISABLED = "disabled"
    TEMPORARY = "temporary"
    NOT_TRIED = "not_tried"


class MailSetup(StrEnum):
    """How a domain takes mail.

    ``IMPLICIT_MX``: no MX record, but a public address (RFC 5321 section 5.1). ``NULL_MX``: it says that
    it takes none (RFC 7505). ``NONE``: neither MX nor public address. ``UNKNOWN``: DNS did not answer.
    """

    MX = "mx"
    IMPLICIT_MX = "implicit_mx"
    NULL_MX = "null_mx"
    NONE = "none"
    NO_SUCH_DOMAIN = "no_such_domain"
    UNKNOWN = "unknown"


class Existence(StrEnum):
    """Whether a domain exists; ``UNKNOWN`` when DNS did not answer."""

    EXISTS = "exists"
    ABSENT = "absent"
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
class SmtpReading(NoTruth, Value):
    """What a mail server's reply means.

    Attributes:
        kind: The meaning.
        code: The reply's three digits.
        status: The enhanced status (RFC 3463), such as ``"5.1.1"``, or None where the reply has none.
        quote: The words that decided, or None where the code did.
    """

    kind: ReplyKind
    code: int
    status: str | None = None
    quote: str | None = None


@attrs.frozen(kw_only=True)
class ListHit(Value):
    """That something stands in a list.

    Attributes:
        entry: What was found there: a domain, or a name before the @-sign.
        list: Which list it is, with its version where it has one.
        as_of: The day of the list, or None where only a version is known.
    """

    entry: str
    list: str
    as_of: date | None = None


@attrs.frozen(kw_only=True)
class AddressReport(NoTruth, Value):
    """What an address tells by itself; nothing was asked of the world.

    Attributes:
        text: The address as it came in.
        valid: Whether it is an address by the rules of RFC 5321, 5322 and 6531 that mail really uses.
        reason: One plain sentence: why it is none, or that it is one.
        normalized: The address in Unicode normal form with a small domain; None if it is not valid.
        ascii: The address in ASCII; None if it is not valid or its first part needs SMTPUTF8.
        local: What stands before the @-sign, or None.
        domain: The domain in ASCII, or None.
        role: It belongs to a function (sales, purchasing …). In trade that is normal, never a mark against.
        free_provider: Anybody can have an address there. Many real companies do; no mark against.
        disposable: It is made to be thrown away.
        alias_service: It forwards to a person who keeps the own address private; no mark against.
        suggestion: The whole address with a likely slip of the keyboard mended, or None.
    """

    text: str
    valid: bool
    reason: str
    normalized: str | None = None
    ascii: str | None = None
    local: str | None = None
    domain: str | None = None
    role: ListHit | None = None
    free_provider: ListHit | None = None
    disposable: ListHit | None = None
    alias_service: ListHit | None = None
    suggestion: str | None = None

    @property
    def is_own_domain(self) -> bool:
        """Whether the domain can belong to the customer: valid, not of a provider, not thrown away."""
        lists = (self.free_provider, self.disposable, self.alias_service)
        return self.valid and not any(lists)


@attrs.frozen(kw_only=True)
class DomainReport(NoTruth, Value):
    """What DNS says of a domain.

    Attributes:
        domain: The domain in ASCII.
        existence: Whether it exists.
        mail: How it takes mail.
        mx: Its mail servers, first choice first.
        spf: Its SPF record (RFC 7208), or None where none was found.
        dmarc: Its DMARC record (RFC 7489), or None where none was found.
        name_servers: The name servers of the registered domain, sorted.
        findings: What was seen.
        not_checked: What was not, and why. An empty field whose check stands here is *unknown*.
    """

    domain: str
    existence: Existence = Existence.UNKNOWN
    mail: MailSetup = MailSetup.UNKNOWN
    mx: tuple[str, ...] = ()
    spf: str | None = None
    dmarc: str | None = None
    name_servers: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()


@attrs.frozen(kw_only=True)
class EmailReport(NoTruth, Value):
    """What was learned of an e-mail address.

    Attributes:
        address: What the address tells by itself.
        deliverability: Whether a mail would arrive.
        mailbox: What the mail server said of the person.
        mail: How the domain takes mail.
        mx: Its mail servers, first choice first.
        findings: What was seen.
        not_checked: What was not, and why.
    """

    address: AddressReport
    deliverability: Deliverability = Deliverability.UNKNOWN
    mailbox: Mailbox = Mailbox.NOT_TRIED
    mail: MailSetup = MailSetup.UNKNOWN
    mx: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()

    @property
    def suggestion(self) -> str | None:
        """The address that may have been meant.

        None where the domain that was typed takes mail itself, unless a list knows it as a trap for slips.
        """
        own = self.mail is MailSetup.MX and self.address.disposable is None
        return None if own else self.address.suggestion
