"""Is the customer genuine? The address, the domain, the website, and the verdict over them.

``email``, ``domain``, ``site`` and ``lead`` ask the network through a client that they open and close; all
other functions are pure.
"""

from __future__ import annotations

from followup._door import door


TYPE_CHECKING = False
if TYPE_CHECKING:
    from followup._guard import Permit as Permit
    from followup.verify.addresses.reading import address as address
    from followup.verify.alignments import alignment as alignment
    from followup.verify.domains.registrations import (
        read_rdap as read_rdap,
        read_whois as read_whois,
    )
    from followup.verify.inquiries import inquiry as inquiry
    from followup.verify.leads import judge as judge
    from followup.verify.lookalikes import lookalike as lookalike
    from followup.verify.mailboxes.replies import read_smtp_reply as read_smtp_reply
    from followup.verify.oneshot import (
        domain as domain,
        email as email,
        lead as lead,
        read_page as read_page,
        site as site,
    )
    from followup.verify.policy import (
        OFFLINE as OFFLINE,
        Checks as Checks,
        Endpoint as Endpoint,
        NetworkPolicy as NetworkPolicy,
        Route as Route,
        VerifyPolicy as VerifyPolicy,
    )
    from followup.verify.reports import (
        AddressReport as AddressReport,
        Alignment as Alignment,
        Authenticity as Authenticity,
        CatchAll as CatchAll,
        Deliverability as Deliverability,
        Dnssec as Dnssec,
        DomainReport as DomainReport,
        EmailReport as EmailReport,
        Existence as Existence,
        InquiryReport as InquiryReport,
        Line as Line,
        ListHit as ListHit,
        Lookalike as Lookalike,
        Mailbox as Mailbox,
        MailSetup as MailSetup,
        MtaSts as MtaSts,
        PageReport as PageReport,
        Registration as Registration,
        Relation as Relation,
        ReplyKind as ReplyKind,
        SiteKind as SiteKind,
        SiteReport as SiteReport,
        SmtpReply as SmtpReply,
        StsMode as StsMode,
        Tls as Tls,
        Verdict as Verdict,
    )

__all__, __getattr__, __dir__ = door(
    __name__,
    {
        "followup._guard": ("Permit",),
        "addresses.reading": ("address",),
        "alignments": ("alignment",),
        "domains.registrations": ("read_rdap", "read_whois"),
        "inquiries": ("inquiry",),
        "leads": ("judge",),
        "lookalikes": ("lookalike",),
        "mailboxes.replies": ("read_smtp_reply",),
        "oneshot": ("domain", "email", "lead", "read_page", "site"),
        "policy": ("Checks", "Endpoint", "NetworkPolicy", "OFFLINE", "Route", "VerifyPolicy"),
        "reports": (
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
        ),
    },
)
