"""Web servers that stall, drip, flood and break off, over real sockets."""

from __future__ import annotations

import tracemalloc

import pytest

from followup._ask import Fault, Page, PageFetch, Unreachable


_HOST = "aguas.example"
_AGUAS = f"http://{_HOST}"


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/stall", Fault.TIMEOUT),
        ("/slow-headers", Fault.TIMEOUT),
        ("/huge-headers", Fault.PROTOCOL),
        ("/drop", Fault.CONNECTION_LOST),
        ("/reset", Fault.CONNECTION_LOST),
        ("/garbage", Fault.PROTOCOL),
    ],
)
def test_a_server_that_gives_no_page_is_unreachable(connect, tuned, path, fault):
    """Each way not to answer has its name, and none takes longer than the policy allows."""
    policy = tuned(timeout=0.4) if fault is Fault.TIMEOUT else tuned()

    [answer] = connect(policy).knowing(_HOST).ask(PageFetch(f"{_AGUAS}{path}"), within=3_600.0)

    assert (Unreachable, fault) == (type(answer), answer.fault)
    assert len(answer.detail) <= 200


def test_a_body_that_does_not_end_at_its_length_is_cut(connect, policy):
    """What came is kept, and said to be cut."""
    [page] = connect(policy).ask(PageFetch(f"{_AGUAS}/short"))

    assert (page.body, page.truncated) == (b"<p>cut", True)


def test_a_body_that_does_not_end_in_time_is_cut(connect, tuned):
    """The same; where the machine stalls before the first octet there is no page yet, and it gets more time."""
    for timeout in (0.4, 4.0, 40.0):
        [page] = (
            connect(tuned(timeout=timeout)).knowing(_HOST).ask(PageFetch(f"{_AGUAS}/slow-body"))
        )
        if isinstance(page, Page) and page.body:
            break

    assert (page.body[:1], page.truncated) == (b"<", True)


@pytest.mark.parametrize("path", ["/slow-body", "/slow-headers"])
def test_a_drip_ends_at_the_deadline_of_the_call(connect, policy, path):
    """An octet now and then keeps no caller waiting."""
    network = connect(policy)
    network.ask(PageFetch(f"{_AGUAS}/"))

    [answer] = network.ask(PageFetch(f"{_AGUAS}{path}"), within=0.3)

    assert isinstance(answer, Page) or answer.fault is Fault.DEADLINE


@pytest.mark.parametrize("path", ["/endless", "/bomb"])
def test_a_body_without_end_is_cut_at_the_limit_in_little_memory(connect, tuned, path):
    """100 MiB of zeros in 100 KiB never unfold: the peak stays within a few times the limit."""
    network = connect(tuned(max_body=200_000))
    network.ask(PageFetch(f"{_AGUAS}/"))
    tracemalloc.start()

    [page] = network.ask(PageFetch(f"{_AGUAS}{path}"))

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(page.body), page.truncated) == (200_000, True)
    # The server's part of it, in the same interpreter, is a chunk of 1 MiB.
    assert peak < 4_000_000


@pytest.mark.parametrize("path", ["/zstd", "/twice", "/not-gzip"])
def test_a_body_that_cannot_be_unpacked_is_left_out(connect, policy, path):
    """The status and the headers still tell something."""
    [page] = connect(policy).ask(PageFetch(f"{_AGUAS}{path}"))

    assert (page.status, page.body, page.truncated) == (200, b"", True)
