"""Turns at hosts: how many, how often, and no longer than the deadline."""

from __future__ import annotations

import time

from followup._ask import Fault, PageFetch


_AGUAS = "http://aguas.example"


def test_the_deadline_counts_while_waiting_for_a_turn(connect, tuned, internet):
    """Whoever waits behind others at a slow host gives up at its own deadline."""
    network = connect(tuned(max_per_host=1))
    network.ask(PageFetch(f"{_AGUAS}/"))
    before = len(internet.log.urls)
    urls = [PageFetch(f"{_AGUAS}/stall?{number}") for number in range(3)]

    answers = network.at_once(*urls, within=0.5)

    assert [answer.fault for answer in answers] == [Fault.DEADLINE] * 3
    assert len(internet.log.urls) <= before + 1


def test_the_rate_at_a_host_is_kept(connect, tuned):
    """Four requests at ten a second take at least three tenths."""
    network = connect(tuned(rate_per_host=10.0, max_per_host=4))
    network.ask(PageFetch(f"{_AGUAS}/"))
    began = time.monotonic()

    network.at_once(*(PageFetch(f"{_AGUAS}/?{number}") for number in range(4)))

    assert time.monotonic() - began >= 0.3


def test_a_rate_that_the_deadline_does_not_leave_time_for_is_not_waited_for(connect, tuned):
    """Who cannot get a turn in time is told at once, long before any test would be given up."""
    network = connect(tuned(rate_per_host=1e-6))
    network.ask(PageFetch(f"{_AGUAS}/"))

    [answer] = network.ask(PageFetch(f"{_AGUAS}/?2"), within=3_600.0)

    assert answer.fault == Fault.DEADLINE


def test_only_so_many_are_under_way_at_once(connect, tuned):
    """With one place in the whole, four hosts are asked one after the other."""
    network = connect(tuned(max_in_flight=1))
    network.ask(PageFetch(f"{_AGUAS}/"))
    began = time.monotonic()

    answers = network.at_once(
        PageFetch(f"{_AGUAS}/late"), PageFetch("http://www.aguas.example/late")
    )

    assert [answer.status for answer in answers] == [200, 200]
    assert time.monotonic() - began >= 1.0
