"""The lists of throw-away domains: whom they name, whom they spare, and whom they are believed."""

from __future__ import annotations

import re

import pytest

from disposable_email_domains import blocklist

from followup.data import BUNDLED
from followup.verify import address
from followup.verify.addresses import lists


AGREED = BUNDLED.table(lists.AGREED)


def spelled():
    """The domains of the agreed list, as the table spells them."""
    return [f"{name}.{row['ending']}" for row in AGREED.rows for name in row["names"].split()]


def only_agreed():
    """One that no curated list names."""
    own = {row["domain"] for row in BUNDLED.table("disposable_mail").rows}
    return next(name for name in spelled() if name not in blocklist and name not in own)


def test_what_two_lists_elsewhere_agree_on_is_named_as_such():
    """The hit names the list and its day; the host below is covered, too."""
    name = only_agreed()
    hit = address(f"a@box.{name}").disposable
    assert (hit.entry, hit.list, hit.as_of) == (
        name,
        "disposable_agreed",
        AGREED.source.retrieved,
    )
    assert not address(f"a@{name}").is_own_domain


def test_a_curated_list_is_named_before_the_agreed_one():
    """Ours, then the packaged one."""
    own = next(row["domain"] for row in BUNDLED.table("disposable_mail").rows)
    both = next(name for name in spelled() if name in blocklist)
    assert address(f"a@{own}").disposable.list == "disposable_mail"
    assert address(f"a@{both}").disposable.list != lists.AGREED


def test_the_packaged_list_names_a_day_on_which_it_was_no_older():
    """What is before the editions that we know has none."""
    known = lists.day_of("0.0.293")
    assert (lists.day_of("0.1.0"), lists.day_of("0.0.1200"), lists.day_of("0.0.290")) == (
        known,
        known,
        None,
    )
    hit = address("a@0-mail.com").disposable
    assert hit.as_of == lists.day_of(hit.list.rpartition(" ")[2])


def test_the_agreed_list_is_spelled_once_and_without_what_lies_below():
    """Sorted by ending, small letters, and no name under another one."""
    names = spelled()
    known = set(names)
    below = [name for name in names if not known.isdisjoint(lists.upwards(name)[1:])]
    assert (len(names), below) == (len(known), [])
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", name) for name in names)
    assert [row["ending"] for row in AGREED.rows] == sorted(row["ending"] for row in AGREED.rows)


@pytest.mark.parametrize(
    "name",
    ["rivera-logistics-llc.com", "hafen-gmbh.de", "northside-dental.com", "aguas.com.au", "pumpen.co.jp", "hydro.ac.za"],
)  # fmt: skip
def test_the_agreed_list_names_no_ordinary_business(name):
    """Whatever the lists elsewhere say of names like these, the table leaves them out."""
    shape = re.compile(
        r"[^.]+\.((com|net)\.au|co\.jp|(edu|gov|ac)\.[a-z]{2})|[^.]*(llc|gmbh|dental)\.(com|net|org|de)"
    )
    thrown = re.compile("mail|temp|tmp|trash|junk|spam|fake|dispos|throw|burn|anon|minute|inbox")
    assert shape.fullmatch(name)
    assert [one for one in spelled() if shape.fullmatch(one) and not thrown.search(one)] == []


def test_your_word_stands_above_every_list():
    """What your own table clears is cleared with the hosts below it."""
    cleared = [{"domain": "mailinator.com", "why": "a customer of ours"}]
    own = BUNDLED.with_table("never_disposable", cleared)
    assert address("a@mailinator.com", facts=own).disposable is None
    assert address("a@box.mailinator.com", facts=own).disposable is None
    assert address("a@mailinator.com").disposable is not None


def test_what_the_curators_cleared_is_not_thrown_away():
    """The allow-list of disposable-email-domains goes before the agreement of others."""
    cleared = [row["domain"] for row in BUNDLED.table("never_disposable").rows]
    assert [name for name in cleared if address(f"a@{name}").disposable] == []


def test_a_mail_server_of_a_farm_is_known_from_curated_lists_only():
    """A domain that shares it shares its use; what is only agreed confirms nothing."""
    hit = lists.farm("aguas.example", ["mx1.aguas.example", "MX.mailinator.com."])
    assert (hit.entry, hit.list) == ("mailinator.com", "disposable_mail")
    assert lists.farm("aguas.example", ["aspmx.l.google.com", f"mx.{only_agreed()}"]) is None
    assert lists.farm("mail.gmail.com", ["mx.mailinator.com"]) is None
