"""Web pages, over real sockets."""

from __future__ import annotations

import logging

import attrs
import pytest

from followup._ask import Fault, PageFetch, Question, Refused, Unreachable
from followup.errors import InvalidValue, UnansweredQuestion
from followup.verify.policy import Endpoint, Route


_AGUAS = "http://aguas.example"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_page_comes_as_it_is(connect, policy, scheme):
    """Status, headers and body, over both schemes; the URL is the one that was asked for."""
    url = f"{scheme}://AGUAS.example:{ {'http': 80, 'https': 443}[scheme] }/packed#top"

    [page] = connect(policy).ask(PageFetch(url))

    assert (url, 200, b"agua " * 1_000, False) == (page.url, page.status, page.body, page.truncated)
    assert page.header("content-encoding") == "gzip"


def test_redirects_and_errors_are_answers(connect, policy):
    """Every status is a page; the flow decides where to go."""
    moved, missing, empty = connect(policy).ask(
        PageFetch(f"{_AGUAS}/moved"), PageFetch(f"{_AGUAS}/nowhere"), PageFetch(f"{_AGUAS}/empty")
    )

    assert (moved.status, moved.header("location")) == (302, "/elsewhere")
    assert missing.status == 404
    assert (empty.status, empty.body, empty.truncated) == (204, b"", False)


def test_cookies_are_not_kept_and_odd_headers_are_read(connect, internet):
    """What one page sets, no other page is told."""
    cookie, _ = connect(internet.policy).ask(PageFetch(f"{_AGUAS}/cookie"), PageFetch(f"{_AGUAS}/"))

    assert cookie.header("x-odd") == "caf\xe9"
    assert internet.log.requests[-1].header("cookie") == ""


def test_the_server_is_told_who_asks_and_what_is_understood(connect, tuned, internet):
    """Two encodings, one connection for each request, the policy's name."""
    connect(tuned(user_agent="Probe/1")).ask(PageFetch(f"{_AGUAS}/"))

    asked = internet.log.requests[-1]
    assert [
        asked.header(name) for name in ("user-agent", "accept-encoding", "connection", "host")
    ] == ["Probe/1", "gzip, deflate", "close", "aguas.example"]


def test_hosts_without_address_or_listener_are_unreachable(connect, policy):
    """No such name, no address, nobody listening."""
    network = connect(policy)

    nowhere, closed, unrouted = network.ask(
        PageFetch("http://nowhere.example/"),
        PageFetch("http://nobody.example/"),
        PageFetch("http://192.88.98.1:8080/"),
    )

    assert nowhere.fault == Fault.NO_ADDRESS
    assert closed.fault == Fault.CONNECTION_REFUSED
    assert unrouted.fault == Fault.CONNECTION_REFUSED


@pytest.mark.parametrize(
    "url",
    [
        "",
        "aguas",
        "ftp://aguas.example/",
        "http://a.example:22/",
        f"http://a.example/{'x' * 70_000}",
        "http://☃.example/",
    ],
)
def test_what_is_no_web_address_is_refused(connect, policy, url):
    """Nothing is asked of anybody."""
    [answer] = connect(policy).ask(PageFetch(url))

    assert isinstance(answer, Refused)


def test_a_host_that_cannot_stand_in_a_certificate_is_unreachable(connect, policy):
    """A host name with an empty label never gets as far as TLS."""
    [answer] = connect(policy).ask(PageFetch("https://.aguas.example/"))

    assert isinstance(answer, Unreachable)


def test_a_file_of_roots_that_cannot_be_read_is_the_callers_mistake(connect, tuned, policy):
    """It raises where the policy's owner sees it."""
    with pytest.raises(InvalidValue, match="ca_file"):
        connect(tuned(ca_file="/nowhere/roots.pem")).ask(PageFetch("https://aguas.example/"))


def test_the_usual_roots_do_not_know_a_private_authority(connect, tuned, policy):
    """Without a file of its own the policy trusts what browsers trust."""
    [answer] = connect(tuned(ca_file=None)).ask(PageFetch("https://aguas.example/"))

    assert answer.fault == Fault.TLS_UNTRUSTED


def test_nothing_above_debug_is_logged(connect, policy, caplog):
    """URLs of customers belong to nobody's log file."""
    with caplog.at_level(logging.INFO):
        connect(policy).ask(PageFetch(f"{_AGUAS}/"), PageFetch(f"{_AGUAS}/drop"))

    # asyncio's own slow-callback warnings under -X dev are not ours.
    assert [record for record in caplog.records if "aguas" in record.getMessage()] == []


def test_the_second_address_is_tried_where_the_first_is_dead(connect, tuned, internet):
    """In their order, each with its part of the time."""
    routes = internet.policy.network.routes
    dead = Route(80, Endpoint("127.0.0.1", 1), "192.31.196.251")
    policy = tuned(routes=(dead, *routes))

    [page] = connect(policy).ask(PageFetch("http://two.example/"))

    assert page.body == b"second"


def test_what_no_network_knows_is_a_programming_error(connect, policy):
    """It is raised on the line that asked."""

    @attrs.frozen
    class Weather(Question[str]):
        host: str = "sky.example"

    with pytest.raises(UnansweredQuestion, match="Weather"):
        connect(policy).ask(Weather())
