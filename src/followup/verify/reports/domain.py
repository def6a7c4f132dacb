"""What was learned of a domain: its mail, its names, and who has registered it."""

from __future__ import annotations

from enum import StrEnum

import attrs

from followup._value import NoTruth, Value
from followup.evidence import Finding, NotChecked
from followup.verify.reports.mail import Existence, MailSetup
from followup.verify.reports.registration import Registration


class Dnssec(StrEnum):
    """Whether a domain's records are signed.

    ``VALIDATED``: they are, and your resolver has checked it. ``UNSIGNED``: the parent zone names no keys.
    ``UNKNOWN``: DNS did not answer, or there are keys and your resolver does not check them.
    """

    VALIDATED = "validated"
    UNSIGNED = "unsigned"
    UNKNOWN = "unknown"


class StsMode(StrEnum):
    """What senders shall do where mail cannot be sent securely; ``UNKNOWN``: the policy could not be read."""

    ENFORCE = "enforce"
    TESTING = "testing"
    NONE = "none"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class MtaSts(Value):
    """A domain's promise to take mail over secure connections only (RFC 8461).

    Attributes:
        record: The TXT record that announces it.
        mode: What its policy, fetched over HTTPS, asks of senders.
        mx: The mail servers that the policy names, in its order; ``"*.a.example"`` is any one name below.
        max_age: For how many seconds the policy holds; None where it does not say.
    """

    record: str
    mode: StsMode = StsMode.UNKNOWN
    mx: tuple[str, ...] = ()
    max_age: int | None = None


@attrs.frozen(kw_only=True)
class DomainReport(NoTruth, Value):
    """What was learned of a domain.

    Attributes:
        domain: The domain in ASCII.
        existence: Whether DNS knows it.
        mail: How it takes mail.
        mx: Its mail servers, first choice first.
        spf: Its SPF record (RFC 7208), or None where none was found.
        dmarc: Its DMARC record (RFC 7489), or None where none was found.
        mta_sts: Its MTA-STS policy (RFC 8461), or None where none was found.
        tls_rpt: Its TLS-RPT record (RFC 8460), or None where none was found.
        dnssec: Whether its records are signed.
        name_servers: The name servers of the registered domain, sorted.
        parking: The service whose name servers these are, where it only parks domains; None otherwise.
        registration: What the registry says of the registered domain.
        age_days: Whole days from its registration to the registry's answer; None is *unknown*.
        findings: What was seen.
        not_checked: What was not, and why. An empty field whose check stands here is *unknown*.
    """

    domain: str
    existence: Existence = Existence.UNKNOWN
    mail: MailSetup = MailSetup.UNKNOWN
    mx: tuple[str, ...] = ()
    spf: str | None = None
    dmarc: str | None = None
    mta_sts: MtaSts | None = None
    tls_rpt: str | None = None
    dnssec: Dnssec = Dnssec.UNKNOWN
    name_servers: tuple[str, ...] = ()
    parking: str | None = None
    registration: Registration = attrs.field(factory=Registration)
    age_days: int | None = None
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
