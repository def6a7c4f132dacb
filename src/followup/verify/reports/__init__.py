"""What verify reports: the values, by what they speak of."""

from __future__ import annotations

from followup.verify.reports.mail import (
    AddressReport,
    Deliverability,
    DomainReport,
    EmailReport,
    Existence,
    ListHit,
    Mailbox,
    MailSetup,
    ReplyKind,
    SmtpReading,
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
    "Deliverability",
    "DomainReport",
    "EmailReport",
    "Existence",
    "InquiryReport",
    "Line",
    "ListHit",
    "Lookalike",
    "MailSetup",
    "Mailbox",
    "PageReport",
    "Registration",
    "Relation",
    "ReplyKind",
    "SiteKind",
    "SiteReport",
    "SmtpReading",
    "Tls",
    "Verdict",
]
