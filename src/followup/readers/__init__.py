"""Readers: leads and their history from what other programs export.

``read_leads`` reads lists of contacts (CSV, XLSX, vCard, JSON) and tells what of them it could not use.
``read_mailbox`` and ``read_chat`` read what was said, ``attach`` puts it into the histories of the leads,
and ``merge`` makes one lead of several that are one customer.
"""

from __future__ import annotations

from followup.readers.attaching import Attached, attach
from followup.readers.chats import read_chat
from followup.readers.headers import Column
from followup.readers.leads import read_leads
from followup.readers.letters import Letter, Letters
from followup.readers.mailboxes import read_mailbox
from followup.readers.merging import Merge, Merged, merge
from followup.readers.rows import Problem
from followup.readers.table import LeadTable


__all__ = [
    "Attached",
    "Column",
    "LeadTable",
    "Letter",
    "Letters",
    "Merge",
    "Merged",
    "Problem",
    "attach",
    "merge",
    "read_chat",
    "read_leads",
    "read_mailbox",
]
