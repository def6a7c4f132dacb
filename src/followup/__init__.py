"""The customer did not reply: what now?

The front door is lazy: importing ``followup`` loads none of its rooms. Nouns are classes, trades are
modules, verbs are functions::

    from followup import Lead, Seller, Verifier, assess
    from followup import verify, fit, timing, channels, diagnose, plan, pool, bulk, readers
"""

from __future__ import annotations

from followup._door import door


TYPE_CHECKING = False
if TYPE_CHECKING:
    from followup import (
        bulk as bulk,
        channels as channels,
        data as data,
        diagnose as diagnose,
        errors as errors,
        evidence as evidence,
        fit as fit,
        plan as plan,
        pool as pool,
        readers as readers,
        testing as testing,
        timing as timing,
        verify as verify,
    )
    from followup.assessment import Assessment as Assessment, assess as assess, judge as judge
    from followup.clients import AsyncVerifier as AsyncVerifier, Verifier as Verifier
    from followup.models import (
        ContactPoint as ContactPoint,
        IndustryProfile as IndustryProfile,
        Inquiry as Inquiry,
        Interaction as Interaction,
        Lead as Lead,
        Seller as Seller,
    )
    from followup.verify.policy import (
        OFFLINE as OFFLINE,
        Checks as Checks,
        NetworkPolicy as NetworkPolicy,
        VerifyPolicy as VerifyPolicy,
    )

__version__ = "0.1.0"

__all__, __getattr__, __dir__ = door(
    __name__,
    {
        ".": (
            "bulk",
            "channels",
            "data",
            "diagnose",
            "errors",
            "evidence",
            "fit",
            "plan",
            "pool",
            "readers",
            "testing",
            "timing",
            "verify",
        ),
        "assessment": ("Assessment", "assess", "judge"),
        "clients": ("AsyncVerifier", "Verifier"),
        "models": ("ContactPoint", "IndustryProfile", "Inquiry", "Interaction", "Lead", "Seller"),
        "verify.policy": ("OFFLINE", "Checks", "NetworkPolicy", "VerifyPolicy"),
    },
)
