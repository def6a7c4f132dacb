"""For tests, yours and ours: a small internet on this machine, canned answers, a clock that stands still.

``LoopbackInternet`` needs the extra ``followup[testing]``; all else comes with followup.
"""

from __future__ import annotations

from followup.testing._certificates import MissingExtra
from followup.testing.canned import CannedNetwork
from followup.testing.clock import FixedClock
from followup.testing.faults import (
    DnsFault,
    MailboxState,
    MailFault,
    MailMoment,
    MxSetup,
    RegistryProtocol,
    TlsSetup,
    WebFault,
)
from followup.testing.log import (
    Connection,
    DnsQuestion,
    Log,
    MailCommand,
    WebRequest,
    WhoisQuestion,
)
from followup.testing.loopback import LoopbackInternet
from followup.testing.names import Dns, Registry
from followup.testing.recording import Recorder
from followup.testing.world import Domain, Mail, Reply, Site, World


__all__ = [
    "CannedNetwork",
    "Connection",
    "Dns",
    "DnsFault",
    "DnsQuestion",
    "Domain",
    "FixedClock",
    "Log",
    "LoopbackInternet",
    "Mail",
    "MailCommand",
    "MailFault",
    "MailMoment",
    "MailboxState",
    "MissingExtra",
    "MxSetup",
    "Recorder",
    "Registry",
    "RegistryProtocol",
    "Reply",
    "Site",
    "TlsSetup",
    "WebFault",
    "WebRequest",
    "WhoisQuestion",
    "World",
]
