"""email_flow over canned answers: the address and its domain; the mailbox has a chapter of its own."""

from __future__ import annotations

import json
import sys

from pathlib import Path

import pytest

from followup._ask import AddressLookup, MailHost, MailHosts, NoRecords, NoSuchDomain, NullMx
from followup.data import BUNDLED
from followup.testing import CannedNetwork
from followup.verify import (
    OFFLINE,
    CatchAll,
    Checks,
    Deliverability,
    EmailReport,
    Mailbox,
    VerifyPolicy,
    address,
)
from followup.verify.addresses import lists
from followup.verify.flows import email_flow
from followup.verify.lines import Line, mail_line


sys.path.insert(0, str(Path(__file__).parent))

from verify_worlds import PUBLIC, TIMEOUT, gone, names, silent


USUAL = VerifyPolicy()
ASKING = VerifyPolicy(checks=Checks(mailbox=True), helo="seller.example")


def email(answers, address="compras@aguas.example", policy=USUAL):
    """The report on an address."""
    return CannedNetwork(answers).run(email_flow(address, policy))


def found(report):
    """The names of the findings."""
    return [one.name for one in report.findings]


def unchecked(report):
    """What was not checked."""
    return [one.what for one in report.not_checked]


def test_with_checks_off_nothing_is_asked():
    """And what was not checked is listed."""
    network = CannedNetwork({})
    report = network.run(email_flow("a@aguas.example", VerifyPolicy(checks=OFFLINE)))
    assert unchecked(report) == ["mail", "mailbox"]
    assert report.deliverability is Deliverability.UNKNOWN
    assert network.asked == ()


def test_without_the_mailbox_check_a_sound_address_stays_unknown():
    """A domain that takes mail says nothing of the person."""
    report = email(names())
    assert (report.deliverability, report.mailbox) == (Deliverability.UNKNOWN, Mailbox.NOT_TRIED)
    assert report.catch_all is CatchAll.UNKNOWN
    assert {"mail.takes_mail", "address.role"} <= set(found(report))
    assert unchecked(report) == ["mailbox"]
    assert EmailReport.from_dict(json.loads(json.dumps(report.to_dict()))) == report


@pytest.mark.parametrize("mx", [NullMx(), NoSuchDomain()])
def test_a_domain_without_mail_makes_an_address_undeliverable(mx):
    """With certainty, before any mail server is asked."""
    report = email(names(mx=mx), policy=ASKING)
    assert report.deliverability is Deliverability.UNDELIVERABLE
    assert report.not_checked[-1].reason == "There is no mail server to ask."


def test_where_dns_is_silent_nobody_is_asked_and_all_of_it_is_listed():
    """Silence leaves everything open."""
    report = email(silent("aguas.example"), policy=ASKING)
    assert report.deliverability is Deliverability.UNKNOWN
    assert unchecked(report) == ["mx", "spf", "dmarc", "name_servers", "mailbox"]
    assert report.not_checked[-1].reason == "Who takes the domain's mail is not known."


def test_an_invalid_address_bothers_nobody():
    """It is undeliverable by itself."""
    report = email({}, "a@@b")
    assert report.deliverability is Deliverability.UNDELIVERABLE
    assert found(report) == ["address.invalid"]
    assert unchecked(report) == ["mail", "mailbox"]


def test_a_provider_says_little_of_its_users():
    """How well it runs its domain is no merit of theirs."""
    report = email(names("gmail.com"), "maria.lopez@gmail.com")
    assert found(report) == ["address.free_provider", "mail.provider_takes_mail"]


def test_a_throw_away_address_is_risky():
    """It takes mail today."""
    report = email(names("mailinator.com"), "x@mailinator.com")
    assert report.deliverability is Deliverability.RISKY
    assert "address.disposable" in found(report)


def test_what_only_the_agreed_list_names_is_risky_and_not_sure():
    """Nobody read that list; a mail server that a curated list names makes it sure."""
    rows = BUNDLED.table(lists.AGREED).rows
    agreed = (f"{name}.{row['ending']}" for row in rows for name in row["names"].split())
    name = next(
        one
        for one in agreed
        if one.count(".") == 1 and address(f"a@{one}").disposable.list == lists.AGREED
    )
    alone = email(names(name), f"a@{name}")
    shared = email(names(name, mx=MailHosts((MailHost("mx.mailinator.com", 10),))), f"a@{name}")

    assert (alone.deliverability, alone.thrown_away) == (Deliverability.RISKY, None)
    assert "address.perhaps_disposable" in found(alone)
    assert shared.thrown_away.entry == "mailinator.com"
    assert "address.disposable" in found(shared)
    assert [mail_line(one) for one in (alone, shared)] == [Line.UNKNOWN, Line.FAILS]


def test_a_mail_server_of_a_farm_gives_a_domain_away_that_no_list_has_yet():
    """Farms buy names faster than lists grow."""
    report = email(names(mx=MailHosts((MailHost("mx.mailinator.com", 10),))))

    assert report.address.disposable is None
    assert report.thrown_away.entry == "mailinator.com"
    assert report.deliverability is Deliverability.RISKY


@pytest.mark.parametrize(
    ("at_mx", "suggestion"),
    [
        (PUBLIC, None),
        (TIMEOUT, None),
        (NoRecords(), "x@yahoo.com"),
        (NoSuchDomain(), "x@yahoo.com"),
    ],
)
def test_a_suggestion_falls_silent_where_the_typed_domain_has_a_working_mail_server(
    at_mx, suggestion
):
    """One that is known to lead nowhere does not work."""
    report = email(names("yahho.com") | {AddressLookup("mx.yahho.com"): at_mx}, "x@yahho.com")
    assert report.suggestion == suggestion
    assert ("address.typo" in found(report)) is (suggestion is not None)


def test_a_suggestion_stands_where_the_typed_domain_takes_no_mail():
    """A slip is the likely reason."""
    assert email(gone("yahho.com"), "x@yahho.com").suggestion == "x@yahoo.com"


def test_a_known_trap_is_no_working_domain():
    """That it takes mail does not make it meant; and it accuses who set it."""
    trap = email(names("gmial.com"), "x@gmial.com")
    assert trap.suggestion == "x@gmail.com"
    assert "address.typo" in found(trap)
    assert "address.disposable" not in found(trap)
