"""What may be asked of the world and what it may answer, for a ``CannedNetwork``.

Each question names, in its docstring and its type, the answers that fit it.
"""

from __future__ import annotations

from followup._ask import (
    Addresses,
    AddressLookup,
    DsLookup,
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
    RdapFetch,
    RecipientProbe,
    Refused,
    SignedDelegation,
    SmtpAnswer,
    SmtpAnswers,
    Stage,
    Texts,
    TxtLookup,
    Unreachable,
    WhoisQuery,
    WhoisText,
)


__all__ = [
    "AddressLookup",
    "Addresses",
    "DsLookup",
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
    "RdapFetch",
    "RecipientProbe",
    "Refused",
    "SignedDelegation",
    "SmtpAnswer",
    "SmtpAnswers",
    "Stage",
    "Texts",
    "TxtLookup",
    "Unreachable",
    "WhoisQuery",
    "WhoisText",
]
