"""What may be asked of the world and what it may answer, for a ``CannedNetwork``.

Each question names, in its docstring and its type, the answers that fit it.
"""

from __future__ import annotations

from followup._ask import (
    Addresses,
    AddressLookup,
    Fault,
    MailHost,
    MailHosts,
    MxLookup,
    NameServers,
    NoRecords,
    NoSuchDomain,
    NsLookup,
    NullMx,
    Page,
    PageFetch,
    RecipientProbe,
    Refused,
    SmtpReplies,
    SmtpReply,
    Texts,
    TxtLookup,
    Unreachable,
)


__all__ = [
    "AddressLookup",
    "Addresses",
    "Fault",
    "MailHost",
    "MailHosts",
    "MxLookup",
    "NameServers",
    "NoRecords",
    "NoSuchDomain",
    "NsLookup",
    "NullMx",
    "Page",
    "PageFetch",
    "RecipientProbe",
    "Refused",
    "SmtpReplies",
    "SmtpReply",
    "Texts",
    "TxtLookup",
    "Unreachable",
]
