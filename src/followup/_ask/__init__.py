"""Questions to the world and the answers that it may give: values, no I/O."""

from __future__ import annotations

from followup._ask.answers import Answer, Fault, Refused, Unreachable
from followup._ask.dns import (
    Addresses,
    AddressLookup,
    MailHost,
    MailHosts,
    MxLookup,
    NameServers,
    NoRecords,
    NoSuchDomain,
    NsLookup,
    NullMx,
    Texts,
    TxtLookup,
)
from followup._ask.flow import Flow, Fork, Question, ask, ask_all, together
from followup._ask.http import Page, PageFetch
from followup._ask.smtp import RecipientProbe, SmtpReplies, SmtpReply


__all__ = [
    "AddressLookup",
    "Addresses",
    "Answer",
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
    "RecipientProbe",
    "Refused",
    "SmtpReplies",
    "SmtpReply",
    "Texts",
    "TxtLookup",
    "Unreachable",
    "ask",
    "ask_all",
    "together",
]
