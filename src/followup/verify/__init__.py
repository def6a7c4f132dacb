"""Is the customer genuine? The address, the domain, the website, and the verdict over them.

``email``, ``domain``, ``site`` and ``lead`` ask the network through a client that they open and close; all
other functions are pure.
"""

from __future__ import annotations

from followup._guard import Permit
from followup.verify.addresses.reading import address
from followup.verify.alignments import alignment
from followup.verify.domains.registrations import read_rdap, read_whois
from followup.verify.inquiries import inquiry
from followup.verify.leads import judge
from followup.verify.lookalikes import lookalike
from followup.verify.mailboxes.replies import read_smtp_reply
from followup.verify.oneshot import domain, email, lead, read_page, site
from followup.verify.policy import OFFLINE, Checks, Endpoint, NetworkPolicy, Route, VerifyPolicy
from followup.verify.reports import (
    AddressReport,
    Alignment,
    Authenticity,
    CatchAll,
    Deliverability,
    Dnssec,
    DomainReport,
    EmailReport,
    Existence,
    InquiryReport,
    Line,
    ListHit,
    Lookalike,
    Mailbox,
    MailSetup,
    MtaSts,
    PageReport,
    Registration,
    Relation,
    ReplyKind,
    SiteKind,
    SiteReport,
    SmtpReply,
    StsMode,
    Tls,
    Verdict,
)


__all__ = [
    "OFFLINE",
    "AddressReport",
    "Alignment",
    "Authenticity",
    "CatchAll",
    "Checks",
    "Deliverability",
    "Dnssec",
    "DomainReport",
    "EmailReport",
    "Endpoint",
    "Existence",
    "InquiryReport",
    "Line",
    "ListHit",
    "Lookalike",
    "MailSetup",
    "Mailbox",
    "MtaSts",
    "NetworkPolicy",
    "PageReport",
    "Permit",
    "Registration",
    "Relation",
    "ReplyKind",
    "Route",
    "SiteKind",
    "SiteReport",
    "SmtpReply",
    "StsMode",
    "Tls",
    "Verdict",
    "VerifyPolicy",
    "address",
    "alignment",
    "domain",
    "email",
    "inquiry",
    "judge",
    "lead",
    "lookalike",
    "read_page",
    "read_rdap",
    "read_smtp_reply",
    "read_whois",
    "site",
]
