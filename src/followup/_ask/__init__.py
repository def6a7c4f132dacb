"""Questions to the world and the answers that it may give: values, no I/O."""

from __future__ import annotations

from followup._ask.answers import Answer, Fault, Refused, Unreachable
from followup._ask.dns import (
    Addresses,
    AddressLookup,
    DsLookup,
    MailHost,
    MailHosts,
    MxLookup,
    NameServers,
    NoRecords,
    NoSuchDomain,
    NsLookup,
    NullMx,
    SignedDelegation,
    Texts,
    TxtLookup,
)
from followup._ask.flow import Flow, Fork, Question, ask, ask_all, together
from followup._ask.http import Page, PageFetch
from followup._ask.rdap import RdapFetch
from followup._ask.smtp import RecipientProbe, SmtpAnswer, SmtpAnswers, Stage
from followup._ask.whois import WhoisQuery, WhoisText


__all__ = [
    "AddressLookup",
    "Addresses",
    "Answer",
    "DsLookup",
    "Fault",
    "Flow",
    "Fork",
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
    "Question",
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
    "ask",
    "ask_all",
    "together",
]
