"""The flows that a client runs."""

from __future__ import annotations

from followup.verify.domains.asking import domain_flow
from followup.verify.leads import lead_flow
from followup.verify.mailboxes.emails import email_flow
from followup.verify.sites.website import site_flow


__all__ = ["domain_flow", "email_flow", "lead_flow", "site_flow"]
