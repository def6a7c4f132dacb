"""The web servers of a small internet."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import socket
import ssl
import time
import zlib

import pytest

from followup.testing import Dns, Domain, LoopbackInternet, Reply, Site, World


_PAGES = {
    "/": "<h1>Aguas ñ</h1>",
    "/cn": Reply(html="水处理", charset="gb18030"),
    "/lie": Reply(html="水处理", charset="gb18030", content_type="text/html; charset=utf-8"),
    "/untyped": Reply(html="x", content_type=""),
    "/gone": Reply(html="gone", status=410, headers={"server": "Apache", "X-Seen": "yes"}),
    "/moved": Reply(redirect="https://elsewhere.example/"),
    "/packed": Reply(html="water " * 100, gzip=True),
    "/chunked": Reply(html="x" * 2_500, chunked=True),
    "/slow": Reply(html="slow", delay=0.1),
    **{
        f"/{fault}": Reply(html="<p>cut", fault=fault)
        for fault in (
            "stall",
            "drop",
            "reset",
            "slow_headers",
            "slow_body",
            "endless_body",
            "gzip_bomb",
            "huge_headers",
            "wrong_length",
            "garbage",
        )
    },
}
_WORLD = World(
    {
        "aguas.example": Domain(site=Site(pages=_PAGES)),
        "closed.example": Domain(),
        "secure.example": Domain(site=Site(pages="x", http=False)),
        "shared1.example": Domain(site="one", dns=Dns(addresses=("192.31.196.111",))),
        "shared2.example": Domain(site="two", dns=Dns(addresses=("192.31.196.111",))),
        **{
            f"{tls.replace('_', '-')}.example": Domain(site=Site(pages="x", tls=tls))
            for tls in (
                "expired",
                "self_signed",
                "wrong_host",
                "untrusted",
                "failed",
                "stalled",
                "none",
            )
        },
    }
)


@pytest.fixture(scope="module")
def internet():
    """The world of this chapter, running."""
    with LoopbackInternet(_WORLD) as internet:
        yield internet


@pytest.fixture
def browser(client, internet):
    """Asks its web servers."""
    return client(internet)


@pytest.mark.parametrize("tls", [False, True])
def test_a_page_is_served(browser, tls):
    """Status, type and body, with and without TLS."""
    page = browser.get("aguas.example", tls=tls)

    assert (
        page.status,
        page.headers["content-type"],
        page.octets.decode(),
    ) == (200, "text/html; charset=utf-8", "<h1>Aguas ñ</h1>")


def test_pages_have_their_own_charset_and_may_lie_about_it(browser):
    """The octets are those of the charset; the header says what it is told to."""
    honest, lie, untyped = (browser.get("aguas.example", p) for p in ("/cn", "/lie", "/untyped"))

    assert honest.octets == lie.octets == "水处理".encode("gb18030")
    assert tuple(page.headers["content-type"] for page in (honest, lie, untyped)) == (
        "text/html; charset=gb18030",
        "text/html; charset=utf-8",
        None,
    )


def test_headers_and_status_are_those_of_the_reply(browser):
    """Given headers go before the server's own."""
    page = browser.get("aguas.example", "/gone")

    assert (
        page.status,
        page.headers.get_all("server"),
        page.headers["x-seen"],
    ) == (410, ["Apache"], "yes")


def test_redirects_and_missing_pages(browser):
    """302 with a location; 404 for what is not there; 421 for a stranger's host."""
    moved, missing = (browser.get("aguas.example", path) for path in ("/moved", "/nowhere"))
    stranger = browser.get("aguas.example", headers={"Host": "nobody.example"})

    assert (moved.status, moved.headers["location"]) == (302, "https://elsewhere.example/")
    assert (missing.status, stranger.status) == (404, 421)


def test_bodies_are_packed_for_those_who_take_it(browser):
    """And only for them."""
    plain = browser.get("aguas.example", "/packed")
    packed = browser.get("aguas.example", "/packed", headers={"Accept-Encoding": "gzip"})

    assert (plain.headers["content-encoding"], packed.headers["content-encoding"]) == (None, "gzip")
    assert plain.octets == gzip.decompress(packed.octets)


def test_chunks_head_and_delay(browser):
    """A body in chunks is whole; HEAD has none; a slow one comes."""
    assert browser.get("aguas.example", "/chunked").octets == b"x" * 2_500
    assert browser.get("aguas.example", method="HEAD").octets == b""
    assert browser.get("aguas.example", "/slow").octets == b"slow"


def test_a_connection_serves_several_requests(browser):
    """Keep-alive, until the client says close; an address is a host too."""
    (address,) = browser.look_up("aguas.example", "A")
    asked = f"GET /cn HTTP/1.1\r\nHost: {address}\r\n".encode()

    received = browser.raw("aguas.example", asked + b"\r\n" + asked + b"Connection: close\r\n\r\n")

    assert received.count("水处理".encode("gb18030")) == 2


def test_a_host_keeps_its_certificate(browser):
    """The second visit meets the one that the first has met."""
    serials = set()
    for _ in range(2):
        with browser.secure("aguas.example", browser.connect("aguas.example", 443)) as secured:
            serials.add(secured.getpeercert()["serialNumber"])

    assert len(serials) == 1


def test_sites_may_share_an_address(browser):
    """The host that is asked for tells them apart."""
    assert [browser.get(f"shared{number}.example", tls=True).octets for number in (1, 2)] == [
        b"one",
        b"two",
    ]


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("expired.example", "certificate has expired"),
        ("self-signed.example", "self-signed certificate"),
        ("wrong-host.example", "Hostname mismatch"),
        ("untrusted.example", "unable to get local issuer certificate"),
        ("failed.example", "(?i)handshake.failure"),
    ],
)
def test_tls_fails_as_the_world_says(browser, host, said):
    """Port 80 is open all the same."""
    with pytest.raises(ssl.SSLError, match=said):
        browser.get(host, tls=True)
    assert browser.get(host).status == 200


def test_tls_may_never_begin(client, internet):
    """The server takes the connection and is silent."""
    with pytest.raises(TimeoutError):
        client(internet, patience=0.2).get("stalled.example", tls=True)


def test_a_tls_greeting_without_a_name_gets_a_certificate_for_nobody(internet, browser):
    """As from clients that ask for an address."""
    context = ssl.create_default_context(cafile=internet.policy.network.ca_file)
    context.check_hostname = False
    with (
        browser.connect("aguas.example", 443) as connected,
        context.wrap_socket(connected) as secured,
    ):
        names = secured.getpeercert()["subjectAltName"]

    assert names == (("DNS", "nobody.invalid"),)
    assert internet.log.connections[-1].host is None


@pytest.mark.parametrize(
    ("host", "port"),
    [
        ("closed.example", 80),
        ("closed.example", 443),
        ("secure.example", 80),
        ("none.example", 443),
    ],
)
def test_closed_ports_refuse(browser, host, port):
    """With a real refusal."""
    with pytest.raises(ConnectionRefusedError):
        browser.connect(host, port)


def _get(path):
    return f"GET /{path} HTTP/1.1\r\nHost: aguas.example\r\n\r\n".encode()


@pytest.mark.parametrize("fault", ["stall", "slow_headers", "slow_body"])
def test_slow_servers_outlast_patience(browser, fault):
    """Nothing, or an octet now and then: the page never ends."""
    with browser.connect("aguas.example", 80) as connected:
        connected.sendall(_get(fault))

        assert not _ends_within(connected, 0.3)


def _ends_within(connected, seconds):
    patience = time.monotonic() + seconds
    with contextlib.suppress(TimeoutError):
        while (left := patience - time.monotonic()) > 0:
            connected.settimeout(left)
            if not connected.recv(1_000):
                return True
    return False


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("drop", b""),
        ("garbage", b"\x00\xff\xfe this is no HTTP\r\n\r\n"),
    ],
)
def test_servers_may_say_nothing_or_nonsense(browser, fault, expected):
    """The connection ends in order."""
    assert expected == browser.raw("aguas.example", _get(fault))


def test_servers_may_reset_the_connection(browser):
    """RST, not FIN."""
    with pytest.raises(ConnectionResetError):
        browser.raw("aguas.example", _get("reset"))


def test_a_body_may_end_before_its_length(browser):
    """A thousand octets are missing."""
    with pytest.raises(http.client.IncompleteRead) as caught:
        browser.get("aguas.example", "/wrong_length")
    assert (caught.value.partial, caught.value.expected) == (b"<p>cut", 1_000)


@pytest.mark.parametrize("fault", ["endless_body", "huge_headers"])
def test_servers_may_never_stop(browser, fault):
    """More than anybody wants; leaving ends it."""
    assert len(browser.raw("aguas.example", _get(fault), limit=300_000)) >= 300_000


def test_a_bomb_is_small_on_the_wire(browser):
    """100 MiB of zeros in about 100 KiB; this test opens only a part."""
    page = browser.get("aguas.example", "/gzip_bomb")

    opened = zlib.decompressobj(31).decompress(page.octets, 5_000_000)
    assert (len(opened), len(page.octets) < 200_000) == (5_000_000, True)


def test_what_is_no_request_ends_the_connection(internet, browser):
    """A head that is too long, one that is cut short, a method without a path."""
    with browser.connect("aguas.example", 80) as connected:
        with contextlib.suppress(ConnectionError):
            connected.sendall(b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 50_000)
        assert _ends(connected)
    browser.connect("aguas.example", 80).close()
    assert b"421" in browser.raw("aguas.example", b"GET\r\nConnection: close\r\n\r\n")


def test_requests_and_connections_are_in_the_log(client):
    """URL, method and headers; a connection by the host that was meant."""
    with LoopbackInternet(_WORLD) as internet:
        browser = client(internet)
        browser.get("aguas.example", "/cn?q=1", tls=True, headers={"X-A": "b"})
        browser.get("shared1.example", method="HEAD")
        log = internet.log

    assert log.urls == ("https://aguas.example/cn?q=1", "http://shared1.example/")
    assert [(connection.port, connection.host) for connection in log.connections] == [
        (443, "aguas.example"),
        (80, "shared1.example"),
    ]
    first = log.requests[0]
    assert (
        first.scheme,
        first.host,
        first.path,
        first.header("x-a"),
        first.header("x-b"),
    ) == ("https", "aguas.example", "/cn?q=1", "b", "")


def test_a_client_that_never_speaks_does_not_outlive_the_block(client):
    """Neither on the plain port nor in the middle of a handshake."""
    with LoopbackInternet(_WORLD) as internet:
        idle = [client(internet).connect("aguas.example", port) for port in (80, 443)]
        client(internet).get("aguas.example")

    for connected in idle:
        with connected:
            assert _ends(connected)


def _ends(connected: socket.socket) -> bool:
    try:
        return connected.recv(1) == b""
    except ConnectionResetError:
        return True
