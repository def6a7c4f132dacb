"""The customer did not reply: what now?

The front door is lazy: importing ``followup`` loads none of its rooms. Nouns are classes, trades are
modules, verbs are functions::

    from followup import Lead, Seller, Verifier, assess
    from followup import verify, fit, timing, channels, diagnose, plan, pool, bulk, readers
"""

from __future__ import annotations


TYPE_CHECKING = False
if TYPE_CHECKING:
    from followup import (
        bulk,
        channels,
        data,
        diagnose,
        errors,
        evidence,
        fit,
        plan,
        pool,
        readers,
        testing,
        timing,
        verify,
    )
    from followup.assessment import Assessment, assess, judge
    from followup.clients import AsyncVerifier, Verifier
    from followup.models import (
        ContactPoint,
        IndustryProfile,
        Inquiry,
        Interaction,
        Lead,
        Seller,
    )
    from followup.verify.policy import OFFLINE, Checks, NetworkPolicy, VerifyPolicy

__version__ = "0.1.0"

_ROOMS = {
    "Assessment": "assessment",
    "assess": "assessment",
    "judge": "assessment",
    "AsyncVerifier": "clients",
    "Verifier": "clients",
    "ContactPoint": "models",
    "IndustryProfile": "models",
    "Inquiry": "models",
    "Interaction": "models",
    "Lead": "models",
    "Seller": "models",
    "OFFLINE": "verify.policy",
    "Checks": "verify.policy",
    "NetworkPolicy": "verify.policy",
    "VerifyPolicy": "verify.policy",
}
__all__ = [
    "OFFLINE",
    "Assessment",
    "AsyncVerifier",
    "Checks",
    "ContactPoint",
    "IndustryProfile",
    "Inquiry",
    "Interaction",
    "Lead",
    "NetworkPolicy",
    "Seller",
    "Verifier",
    "VerifyPolicy",
    "assess",
    "bulk",
    "channels",
    "data",
    "diagnose",
    "errors",
    "evidence",
    "fit",
    "judge",
    "plan",
    "pool",
    "readers",
    "testing",
    "timing",
    "verify",
]


def __getattr__(name: str) -> object:
    """Open a room when it is first asked for."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module 'followup' has no attribute {name!r}")
    if name not in _ROOMS:
        return import_module(f"followup.{name}")
    value: object = getattr(import_module(f"followup.{_ROOMS[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, whether they have been asked for or not."""
    return sorted([*__all__, "__version__"])
