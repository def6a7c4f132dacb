"""TLS, over real sockets: every way to fail, and to end."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading

import pytest

from followup._ask import Fault, Page, PageFetch, Unreachable
from followup.verify.policy import Endpoint, Route


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        ("expired", Fault.TLS_EXPIRED),
        ("self_signed", Fault.TLS_SELF_SIGNED),
        ("wrong_host", Fault.TLS_WRONG_HOST),
        ("untrusted", Fault.TLS_UNTRUSTED),
        ("failed", Fault.TLS_FAILED),
        ("stalled", Fault.TIMEOUT),
        ("none", Fault.CONNECTION_REFUSED),
    ],
)
def test_each_way_that_tls_fails_has_its_name(connect, tuned, kind, fault):
    """The certificate is judged against the host's name, though we connect to an address."""
    host = f"{kind.replace('_', '-')}.example"
    policy = tuned(timeout=0.5) if fault is Fault.TIMEOUT else tuned()

    [answer] = connect(policy).knowing(host).ask(PageFetch(f"https://{host}/"))

    assert (Unreachable, fault) == (type(answer), answer.fault)


@pytest.mark.parametrize(
    "path", ["/slow-body", "/slow-headers", "/stall", "/reset", "/bomb", "/short"]
)
def test_tls_keeps_the_same_bounds(connect, tuned, path):
    """The same misbehaviour, encrypted."""
    [answer] = connect(tuned(timeout=0.4, max_body=50_000)).ask(
        PageFetch(f"https://aguas.example{path}")
    )

    assert isinstance(answer, Unreachable) or answer.truncated


@pytest.fixture(params=["127.0.0.1", "::1"])
def raw_tls(tuned, request):
    """Serves one TLS connection by hand: what to do with it comes from the test."""
    import ssl

    import trustme

    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("192.31.196.250").configure_cert(context)
    family = socket.AF_INET6 if ":" in request.param else socket.AF_INET
    try:
        listener = socket.create_server((request.param, 0), family=family)
    except OSError:
        pytest.skip(f"This machine has no {request.param}")
    listener.settimeout(60.0)
    threads = []

    def serve(conduct):
        def run():
            caller, _ = listener.accept()
            caller.settimeout(60.0)
            with caller, context.wrap_socket(caller, server_side=True) as wrapped:
                wrapped.recv(65_536)
                conduct(wrapped)

        threads.append(threading.Thread(target=run))
        threads[-1].start()
        route = Route(443, Endpoint(request.param, listener.getsockname()[1]))
        return tuned(routes=(route,), ca_file=roots)

    with listener, authority.cert_pem.tempfile() as roots:
        yield serve
        for thread in threads:
            thread.join()


_HEAD = b"HTTP/1.1 200 OK\r\n\r\n"


def _leave_politely(wrapped):
    wrapped.sendall(_HEAD + b"whole")
    # The client does not answer the farewell; it hangs up.
    with contextlib.suppress(OSError):
        wrapped.unwrap()


def _leave(wrapped):
    wrapped.sendall(_HEAD + b"whole")
    wrapped.shutdown(socket.SHUT_RDWR)


def _talk_nonsense(wrapped):
    wrapped.sendall(_HEAD + b"cut")
    with socket.socket(fileno=wrapped.detach()) as under:
        under.sendall(b"octets that are no record of TLS")


def _reset(wrapped):
    wrapped.sendall(_HEAD + b"cut")
    wrapped.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@pytest.mark.parametrize(
    ("conduct", "body", "truncated"),
    [
        (_leave_politely, b"whole", False),
        (_leave, b"whole", False),
        (_talk_nonsense, b"cut", True),
    ],
    ids="politely simply nonsense".split(),
)
def test_tls_may_end_politely_or_not(connect, raw_tls, conduct, body, truncated):
    """A body without a length ends with the connection; nonsense under TLS cuts it."""
    [page] = connect(raw_tls(conduct)).ask(PageFetch("https://192.31.196.250/"))

    assert (page.body, page.truncated) == (body, truncated)


def test_a_reset_in_a_body_cuts_it_or_loses_it(connect, raw_tls):
    """Whether what came before survives is the kernel's choice; nothing else happens."""
    [answer] = connect(raw_tls(_reset)).ask(PageFetch("https://192.31.196.250/"))

    assert answer.truncated if isinstance(answer, Page) else answer.fault is Fault.CONNECTION_LOST


def test_a_server_that_hangs_up_before_a_word_of_tls_has_said_nothing():
    """Whether OpenSSL calls it an error or an end depends on its version; for a reader it is the end."""
    import asyncio
    import ssl

    from followup._net.astream import TlsStream

    class Silence:
        """A connection on which nothing ever comes."""

        allowance = None

        async def read(self, _):
            """The end."""
            return b""

        async def write(self, _):
            """Nobody listens."""

    stream = TlsStream(Silence(), ssl.create_default_context(), "aguas.example")

    assert asyncio.run(stream.read(10)) == b""
