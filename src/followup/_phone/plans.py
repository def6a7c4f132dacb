"""The world's number plans, read from the tables of phonenumbers, with patterns that are compiled once.

phonenumbers looks its patterns up in ``re``'s cache at each use. The cache holds 512 and the world has some
1,300, so that a list of numbers from everywhere compiles them again and again. Here each plan keeps its own.
There are 254 plans, and no more can come in while a program runs.
"""

from __future__ import annotations

import re

from functools import cache, cached_property
from typing import Any

import attrs

from followup._phone.number import PhoneKind


WORLD = "001"
_SPECIAL = (
    ("premium_rate", PhoneKind.OTHER),
    ("toll_free", PhoneKind.TOLL_FREE),
    ("shared_cost", PhoneKind.OTHER),
    ("voip", PhoneKind.VOIP),
    ("personal_number", PhoneKind.OTHER),
    ("pager", PhoneKind.OTHER),
    ("uan", PhoneKind.OTHER),
    ("voicemail", PhoneKind.OTHER),
)
_BRACKETS = re.compile(r"\([^()]*\)")
_FIRST_GROUP = re.compile(r"\(?\\1\)?")
_LITERAL = re.compile(r"\d*(?![?*+{])")


class Range:
    """The numbers of one use: how long they are and how they look."""

    def __init__(self, desc: Any) -> None:
        self.lengths = frozenset(desc.possible_length) if desc else frozenset((0,))
        self._text: str = (desc.national_number_pattern if desc else None) or "(?!)"

    @cached_property
    def _head(self) -> str:
        """The digits with which each of them begins; most patterns need not be compiled to say no."""
        flat = self._text
        while (smaller := _BRACKETS.sub("", flat)) != flat:
            flat = smaller
        found = _LITERAL.match(self._text)
        return found.group() if found and "|" not in flat else ""

    def looks(self, digits: str) -> bool:
        """Whether the digits look like one, whatever their number."""
        return digits.startswith(self._head) and _compiled(self._text).fullmatch(digits) is not None

    def holds(self, digits: str) -> bool:
        """Whether the digits are one."""
        return (not self.lengths or len(digits) in self.lengths) and self.looks(digits)


@attrs.frozen(kw_only=True)
class Plan:
    """How one region's numbers are built and dialled; ``region`` is 001 for numbers of no country."""

    region: str
    code: str
    general: Range
    special: tuple[tuple[PhoneKind, Range], ...]
    fixed: Range
    mobile: Range
    alike: bool
    lengths: tuple[int, ...]
    local_lengths: frozenset[int]
    leading: str | None
    abroad: str | None
    trunk: str | None
    trunk_rule: str | None
    formats: tuple[Any, ...]

    def kind(self, digits: str) -> PhoneKind | None:
        """What the plan gave a number out for; None where it never did."""
        if not self.general.holds(digits):
            return None
        for kind, numbers in self.special:
            if numbers.holds(digits):
                return kind
        if self.fixed.holds(digits):
            both = self.alike or self.mobile.holds(digits)
            return PhoneKind.FIXED_OR_MOBILE if both else PhoneKind.FIXED
        return PhoneKind.MOBILE if not self.alike and self.mobile.holds(digits) else None

    def length(self, digits: str) -> str | None:
        """What is wrong with the number of digits: ``short``, ``long``, ``odd`` or ``local``; None if nothing."""
        if len(digits) in self.local_lengths:
            return "local"
        if len(digits) in self.lengths:
            return None
        if len(digits) < self.lengths[0]:
            return "short"
        return "long" if len(digits) > self.lengths[-1] else "odd"

    def without_trunk(self, digits: str) -> str:
        """The digits without the prefix that is dialled inside the country only, such as a zero."""
        rest = self.behind_trunk(digits)
        return digits if rest is None else rest

    def behind_trunk(self, digits: str) -> str | None:
        """What follows the trunk prefix, which may be empty in some plans; None where there is none."""
        found = _compiled(self.trunk).match(digits) if self.trunk else None
        if found is None:
            return None
        rest = digits[found.end() :]
        if self.trunk_rule and found.groups()[-1] is not None:
            rest = found.re.sub(self.trunk_rule, digits, count=1)
        return None if self.general.looks(digits) and not self.general.looks(rest) else rest

    def wants_trunk(self, digits: str) -> bool:
        """Whether people always write the trunk prefix before this number at home."""
        for form in self.formats:
            leading = form.leading_digits_pattern
            fits = not leading or _compiled(leading[-1]).match(digits)
            if fits and _compiled(form.pattern).fullmatch(digits):
                rule = form.national_prefix_formatting_rule
                optional = form.national_prefix_optional_when_formatting
                return bool(rule) and not optional and not _FIRST_GROUP.fullmatch(rule)
        return False

    def from_abroad(self, digits: str) -> str | None:
        """What follows the prefix for calls to other countries; None where it is not there."""
        found = _compiled(self.abroad).match(digits) if self.abroad else None
        if found is None or digits[found.end() : found.end() + 1] == "0":
            return None
        return digits[found.end() :]


@cache
def plan_of(region: str) -> Plan | None:
    """The plan of a country; None for countries without one of their own, such as Antarctica."""
    from phonenumbers import PhoneMetadata

    found = PhoneMetadata.metadata_for_region(region, None)
    return _plan(found) if found else None


@cache
def plans_of(code: str) -> tuple[Plan, ...]:
    """The plans that share a calling code, the main one first; none where nobody has that code."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    regions = COUNTRY_CODE_TO_REGION_CODE.get(int(code), ())
    if regions == (WORLD,):
        return (_plan(PhoneMetadata.metadata_for_nongeo_region(int(code), None)),)
    return tuple(plan for region in regions if (plan := plan_of(region)))


def split(digits: str) -> tuple[str, str] | None:
    """The calling code and the rest of an international number; None where no code fits."""
    if digits.startswith("0"):
        return None
    for end in (1, 2, 3):
        if digits[:end] and plans_of(digits[:end]):
            return digits[:end], digits[end:]
    return None


def home_of(code: str, digits: str) -> tuple[str | None, PhoneKind | None]:
    """The region of a number and what it was given out for; either may be None."""
    plans = plans_of(code)
    if len(plans) == 1:
        return plans[0].region, plans[0].kind(digits)
    for plan in plans:
        if plan.leading is None:
            kind = plan.kind(digits)
            if kind is not None:
                return plan.region, kind
        elif _compiled(plan.leading).match(digits):
            return plan.region, plan.kind(digits)
    return None, None


def _plan(found: Any) -> Plan:
    general = found.general_desc
    return Plan(
        region=found.id,
        code=str(found.country_code),
        general=Range(general),
        special=tuple(
            (kind, Range(desc)) for name, kind in _SPECIAL if (desc := getattr(found, name))
        ),
        fixed=Range(found.fixed_line),
        mobile=Range(found.mobile),
        alike=found.same_mobile_and_fixed_line_pattern,
        lengths=general.possible_length,
        local_lengths=frozenset(general.possible_length_local_only),
        leading=found.leading_digits,
        abroad=found.international_prefix,
        trunk=found.national_prefix_for_parsing,
        trunk_rule=found.national_prefix_transform_rule,
        formats=tuple(found.number_format),
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
