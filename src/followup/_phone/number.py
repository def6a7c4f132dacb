"""What is known of a phone number from its digits alone."""

from __future__ import annotations

from enum import StrEnum

import attrs

from followup._value import Value


class PhoneKind(StrEnum):
    """What a number plan says a number is for. In North America mobile and fixed lines look alike."""

    MOBILE = "mobile"
    FIXED = "fixed"
    FIXED_OR_MOBILE = "fixed_or_mobile"
    VOIP = "voip"
    TOLL_FREE = "toll_free"
    OTHER = "other"


class Likelihood(StrEnum):
    """How likely something is that only its owner knows."""

    LIKELY = "likely"
    UNKNOWN = "unknown"
    UNLIKELY = "unlikely"


_MESSENGERS = {
    PhoneKind.MOBILE: (Likelihood.LIKELY, "It is a mobile number"),
    PhoneKind.FIXED_OR_MOBILE: (
        Likelihood.UNKNOWN,
        "Its plan does not tell mobile numbers from fixed lines",
    ),
    PhoneKind.FIXED: (
        Likelihood.UNLIKELY,
        "It is a fixed line; only business accounts sit on those",
    ),
    PhoneKind.VOIP: (Likelihood.UNLIKELY, "It is a number for calls over the internet"),
    PhoneKind.TOLL_FREE: (Likelihood.UNLIKELY, "It is a number that is free to call"),
    PhoneKind.OTHER: (Likelihood.UNLIKELY, "It is a special number, such as a premium-rate one"),
}


@attrs.frozen(kw_only=True)
class Phone(Value):
    """One number, in normal form.

    Attributes:
        e164: A plus and digits, such as ``"+4930123456"``, without the extension; None where the text
            could not be read as a number.
        region: ISO 3166-1 alpha-2 of the plan that it belongs to; ``"001"`` for numbers of no country,
            such as satellite ones; None where it cannot be told, as for many that are not valid.
        kind: What the plan says it is for; ``OTHER`` for special numbers, such as premium-rate ones,
            and where the number is not valid.
        valid: Whether it lies in a range that the plan has given out. Whether somebody answers is
            never known from the number.
        possible: Whether it has a length that the plan knows, be it only for calls inside a town.
        reason: Why it is not valid, in one sentence; None where it is.
        extension: The digits to dial afterwards, or None.
        repairs: What had to be put right first, in sentences; empty where it was read as written.
    """

    e164: str | None
    region: str | None
    kind: PhoneKind
    valid: bool
    possible: bool
    reason: str | None = None
    extension: str | None = None
    repairs: tuple[str, ...] = ()

    @property
    def messenger(self) -> Likelihood:
        """How likely a messenger account sits on it, judged by its kind; only the messenger knows."""
        return _MESSENGERS[self.kind][0] if self.valid else Likelihood.UNLIKELY

    @property
    def messenger_reason(self) -> str:
        """Why ``messenger`` says so, in one sentence."""
        why = _MESSENGERS[self.kind][1] if self.valid else "It is no valid number"
        return f"{why}; whether it is registered only the messenger can tell."
