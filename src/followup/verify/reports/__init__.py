"""What verify reports: the values, by what they speak of."""

from __future__ import annotations

from followup.verify.reports.domain import Dnssec, DomainReport, MtaSts, StsMode
from followup.verify.reports.email import (
    CatchAll,
    Deliverability,
    EmailReport,
    Mailbox,
    ReplyKind,
    SmtpReply,
)
from followup.verify.reports.mail import (
    AddressReport,
    Existence,
    ListHit,
    MailSetup,
)
from followup.verify.reports.registration import Registration
from followup.verify.reports.site import PageReport, SiteKind, SiteReport, Tls
from followup.verify.reports.verdict import (
    Alignment,
    Authenticity,
    InquiryReport,
    Line,
    Lookalike,
    Relation,
    Verdict,
)


__all__ = [
    "AddressReport",
    "Alignment",
    "Authenticity",
    "CatchAll",
    "Deliverability",
    "Dnssec",
    "DomainReport",
    "EmailReport",
    "Existence",
    "InquiryReport",
    "Line",
    "ListHit",
    "Lookalike",
    "MailSetup",
    "Mailbox",
    "MtaSts",
    "PageReport",
    "Registration",
    "Relation",
    "ReplyKind",
    "SiteKind",
    "SiteReport",
    "SmtpReply",
    "StsMode",
    "Tls",
    "Verdict",
]
