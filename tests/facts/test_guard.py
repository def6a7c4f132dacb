"""What may be connected to."""

from __future__ import annotations

import ipaddress

import pytest

from hypothesis import given, strategies as st

from followup._guard import as_address, normal_host, permit_address, permit_host, permit_url


PUBLIC = [
    "1.1.1.1",
    "93.184.216.34",
    "192.0.0.9",
    "192.31.196.7",
    "2606:4700:4700::1111",
    "2001:4:112::1",
]
NOT_PUBLIC = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]
OTHER_NOTATIONS = [
    "127.1",
    "127.0.1",
    "0x7f000001",
    "0x7f.0.0.1",
    "017700000001",
    "2130706433",
    "0177.0.0.1",
    "0",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_permitted(address):
    """Anycast exceptions inside reserved blocks count as public."""
    assert permit_address(address).allowed


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_other_addresses_are_refused_with_a_reason(address):
    """Loopback, private, link-local, CGNAT, multicast, metadata, tunnels, documentation …"""
    permit = permit_address(address)

    assert not permit.allowed
    assert permit.reason.endswith(".")


@pytest.mark.parametrize("host", [*NOT_PUBLIC, *OTHER_NOTATIONS])
def test_urls_with_such_addresses_are_refused_in_any_notation(host):
    """What a C library would take for an address is one."""
    assert not permit_url(f"http://[{host}]/" if ":" in host else f"http://{host}/").allowed


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com",
        "http://www.example.co.uk:8080/path?q=1#part",
        "https://münchen.example/",
        "http://1.1.1.1/",
        "https://[2606:4700:4700::1111]:8443/",
        "HTTPS://EXAMPLE.COM./",
    ],
)
def test_plain_web_addresses_are_permitted(url):
    """Names are judged again when they are resolved."""
    assert permit_url(url).allowed


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.com",
        "//example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http:///path",
        "http://user@example.com/",
        "http://example.com@127.0.0.1/",
        "http://example%2ecom/",
        "http://[fe80::1%25eth0]/",
        "http://127.0.0.1\\@example.com/",
        "http://exam ple.com/",
        "http://example.com/\x00",
        "http://example.com:22/",
        "http://example.com:0/",
        "http://example.com:99999/",
        "http://example.com:port/",
        "http://[::1/",
        "http://localhost/",
        "http://ｌｏｃａｌｈｏｓｔ/",
        "http://127。0。0。1/",
        "http://printer.local/",
        "http://metadata.google.internal/",
        "http://router.home.arpa/",
        "http://intranet/",
        "http://1.2.3.4.5/",
        "http://999.1.1.1/",
    ],
)
def test_tricks_and_local_names_are_refused(url):
    """Schemes, ports, user information, escapes, full-width forms, names of local networks."""
    assert not permit_url(url).allowed


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (f"http://example.com/{'a' * 8_000}", "longer than 8,000 characters"),
        (f"http://{'a.' * 200}com/", "longer than a name of the DNS can be"),
        # Sorting a million combining marks would take minutes.
        ("http://a" + "\u0315\u0300" * 500_000 + ".com/", "longer than 8,000 characters"),
    ],
    ids=["path", "host", "marks"],
)
def test_what_is_too_long_is_refused_unread(url, reason):
    """No page and no name needs as much."""
    permit = permit_url(url)
    assert (permit.allowed, reason in permit.reason) == (False, True)


def test_a_host_of_a_million_marks_is_cut_before_it_is_folded():
    """It comes back as something that no resolver knows."""
    assert len(normal_host("a" + "\u0315\u0300" * 500_000)) <= 1_000


def test_what_is_no_address_is_not_permitted_as_one():
    """A name is not an address."""
    assert permit_address("example.com").reason == "'example.com' is not an IP address."


def test_a_permitted_port_can_be_another():
    """Policy may name other web ports."""
    assert permit_url("http://example.com:8000/", ports=(8000,)).allowed


@pytest.mark.parametrize(
    ("host", "normal"),
    [
        ("EXAMPLE.com.", "example.com"),
        ("münchen.example", "xn--mnchen-3ya.example"),
        ("straße.example", "xn--strae-oqa.example"),
        ("例え.example", "xn--r8jz45g.example"),
        ("a\u200bb..é", "a\u200bb..é"),
    ],
)
def test_hosts_are_brought_to_their_normal_form(host, normal):
    """IDN become A-labels; what cannot be encoded stays, and no resolver will know it."""
    assert normal_host(host) == normal


@given(st.text(max_size=80))
def test_no_text_breaks_the_guard(text):
    """Whatever strangers write, the answer is a value."""
    assert permit_url(text).reason
    assert permit_url(f"http://{text}/").reason
    assert permit_host(text).reason


@given(st.ip_addresses(v=4))
def test_the_notation_does_not_matter(address):
    """Decimal, hexadecimal and octal forms get the verdict of the dotted one."""
    number = int(address)
    for written in (
        str(number),
        hex(number),
        f"0{number:o}",
        f"{number >> 24}.{number & 0xFFFFFF}",
    ):
        assert as_address(written) == address
    assert permit_address(address) == permit_address(str(address))


@given(st.ip_addresses(v=6))
def test_only_global_unicast_is_permitted(address):
    """IPv6 outside 2000::/3 is never connected to."""
    if address not in ipaddress.ip_network("2000::/3"):
        assert not permit_address(address).allowed
