"""Pages that say next to nothing: who serves the names, and does anything get an answer?"""

from __future__ import annotations

import sys

from pathlib import Path

import pytest

from followup._ask import (
    Addresses,
    AddressLookup,
    Fault,
    NameServers,
    NsLookup,
    Page,
    PageFetch,
    Unreachable,
)
from followup.testing import CannedNetwork
from followup.verify import VerifyPolicy
from followup.verify.flows import site_flow
from followup.verify.sites.bare_pages import invented


sys.path.insert(0, str(Path(__file__).parent))

from verify_worlds import nothing_invented, site


BARE = b"<title>aguas.example</title><p>Welcome"
NAMELESS = b"<title>Welcome</title><p>Welcome"
NAME = "aguas.example"
TOKEN = invented(NAME)
PATH, SUB = f"https://{NAME}/{TOKEN}", f"http://{TOKEN}.{NAME}/"
PARKING = NameServers(("ns1.sedoparking.com",))


def see(answers, url=NAME):
    """The report on a site."""
    return CannedNetwork(answers).run(site_flow(url, VerifyPolicy()))


def anything(body, *, path=None, sub=None):
    """A server that gives the same page for any path and any name."""
    return nothing_invented(NAME) | {
        PageFetch(PATH): path or Page(url=PATH, status=200, body=body),
        AddressLookup(f"{TOKEN}.{NAME}"): Addresses(("192.31.196.7",)),
        PageFetch(SUB): sub or Page(url=SUB, status=200, body=body),
    }


def test_a_bare_page_of_somebody_is_a_working_one():
    """No parking name server, no such path, no such name."""
    report = see(site(body=BARE) | nothing_invented(NAME))
    assert (report.kind, [one.name for one in report.findings]) == ("working", ["site.working"])


@pytest.mark.parametrize("body", [BARE, NAMELESS, b"", b"<script src=/x.js></script>"])
def test_a_bare_page_whose_names_are_served_by_a_parking_service_is_parked(body):
    """Even where it has no words at all."""
    report = see(site(body=body) | nothing_invented(NAME, ns=PARKING))
    assert (report.kind, report.page.kind) == ("parked", "parked")
    assert report.findings[0].quote == "ns1.sedoparking.com"


def test_a_bare_page_that_anything_gets_and_that_hints_at_it_is_parked():
    """A title that is only the host's name is such a hint."""
    report = see(site(body=BARE) | anything(BARE))
    assert report.kind == "parked"
    assert "site.answers_everything" in [one.name for one in report.findings]


def test_a_bare_page_that_anything_gets_is_no_more_than_odd_without_a_hint():
    """Small sites of one page answer so too."""
    report = see(site(body=NAMELESS) | anything(NAMELESS))
    assert (report.kind, report.findings[-1].name) == ("working", "site.answers_everything")


@pytest.mark.parametrize(
    "other",
    [
        {"path": Page(url=PATH, status=404, body=BARE)},
        {"path": Page(url=PATH, status=200, body=b"<p>Other words")},
        {"path": Unreachable(Fault.TIMEOUT)},
        {"sub": Page(url=SUB, status=200, body=BARE + b"<!-- -->" * 50)},
        {"sub": Unreachable(Fault.CONNECTION_REFUSED)},
    ],
)
def test_one_other_answer_is_enough_to_say_nothing(other):
    """Another page, another size, or none."""
    assert see(site(body=BARE) | anything(BARE, **other)).kind == "working"


@pytest.mark.parametrize(
    "body",
    [
        b"<p>Call +34 912 345 678",
        b"<p>Write to a@b.example",
        b"<p>Us <a href='mailto:a@b.example'>",
        b"<a href=/a><a href=/b><a href=/c><p>x",
        b"<p>" + b"Many words. " * 60,
        b"<p>hyip, perfect money, days online",
    ],
)
def test_a_page_with_somebody_behind_it_is_not_doubted(body):
    """Nothing more is asked."""
    assert see(site(body=body)).kind == "working"


def test_an_address_has_no_domain_to_doubt():
    """It is read as it stands."""
    url = "https://192.31.196.1"
    assert see({PageFetch(url): Page(url=url, status=200, body=BARE)}, url).kind == "working"


def test_no_name_servers_and_a_silent_one_say_nothing():
    """Unknown is no mark."""
    silent = {NsLookup(NAME): Unreachable(Fault.TIMEOUT)}
    assert see(site(body=BARE) | nothing_invented(NAME) | silent).kind == "working"
