"""Duplicates on a labelled bank: how many are found, how many are wrong, and none that is forbidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup import Lead
from followup.models import ContactPoint
from followup.readers import merge


BANKS = [Path(__file__).with_name(name) for name in ("duplicates.txt", "more_duplicates.txt")]
SHORT = {"wa": "whatsapp", "forwarder": "phone", "switchboard": "phone"}


def point(text):
    """A contact of the bank: an address, a number, or ``channel:handle``."""
    kind, colon, value = text.partition(":")
    if not colon:
        return ContactPoint("email" if "@" in text else "phone", text)
    role = kind if kind in {"forwarder", "switchboard"} else "contact"
    return ContactPoint(SHORT.get(kind, kind), value, role=role)


def lead(text):
    """A row of the bank."""
    company, person, contacts = (part.strip() for part in text.split("|"))
    told = _joined(contacts.split())
    known = dict(one.split(":", 1) for one in told if one.startswith(("site:", "country:")))
    points = [point(one) for one in told if not one.startswith(("site:", "country:"))]
    return Lead(
        company=company,
        person=person,
        website=known.get("site"),
        country=known.get("country"),
        contact_points=points,
    )


def _joined(parts):
    """Numbers are written with spaces: digits go on the number before them."""
    whole = []
    for part in parts:
        goes_on = (
            part.strip("()-").replace("-", "").isdigit()
            and whole
            and whole[-1][-1:] in "0123456789)"
            and "@" not in whole[-1]
        )
        whole[-1:] = [f"{whole[-1]} {part}"] if goes_on else [*whole[-1:], part]
    return whole


def bank():
    """The pairs with their labels."""
    label, kind = "", ""
    for line in [one for bank in BANKS for one in bank.read_text(encoding="utf-8").splitlines()]:
        if line.startswith(("= ", "x ", "! ")):
            label, kind = line[0], line[2:]
        elif line and not line.startswith("#"):
            one, other = line.split("||")
            yield label, kind, lead(one), lead(other)


def is_one(one, other):
    """Whether the two are joined; the order must not count."""
    joined = {len(merge(pair).leads) == 1 for pair in ([one, other], [other, one])}
    assert len(joined) == 1
    return joined.pop()


def test_duplicates_are_found_and_others_are_not():
    """F1 of at least .95 over at least 350 pairs."""
    pairs = list(bank())
    wrong = [
        (label, one, other)
        for label, _, one, other in pairs
        if is_one(one, other) != (label == "=")
    ]
    missed = sum(label == "=" for label, *_ in wrong)
    found = sum(label == "=" for label, *_ in pairs) - missed
    f1 = 2 * found / (2 * found + len(wrong))

    assert len(pairs) >= 350
    assert f1 >= 0.95, wrong


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(one, other, id=f"{kind} {at}")
        for at, (label, kind, one, other) in enumerate(bank())
        if label == "!"
    ],
)
def test_what_many_share_joins_nobody(one, other):
    """Role mailboxes, free providers, switchboards, platforms: not one wrong merge."""
    assert not is_one(one, other)
