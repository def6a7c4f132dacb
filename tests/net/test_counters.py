"""Who leads, who is answered and who tries again, when several ask one mail server."""

from __future__ import annotations

import threading

from contextlib import ExitStack

from followup._ask import Fault, RecipientProbe, SmtpAnswer, Unreachable
from followup._net.counters import Counters
from followup._net.mail import MOST_RECIPIENTS
from followup._net.store import GIVEN_UP
from followup.verify import NetworkPolicy


_LOST = Unreachable(Fault.CONNECTION_LOST)
_TAKEN = SmtpAnswer(250)


def _probe(*people, server="mx.a.example", after=0.0):
    recipients = tuple(f"{one}@a.example" for one in people)
    return RecipientProbe(server=server, recipients=recipients, helo="me.example", after=after)


class Queue:
    """Callers at one counter, each with a block that it can leave."""

    def __init__(self, *probes):
        self.counters = Counters(NetworkPolicy(), threading.Event)
        self.blocks = []
        self.callers = []
        for probe in probes:
            self.come(probe)

    def come(self, probe):
        """One more caller."""
        self.blocks.append(ExitStack())
        self.counter, caller = self.blocks[-1].enter_context(self.counters.line(probe))
        self.callers.append(caller)

    @property
    def called(self):
        """Who was called, by number."""
        return [number for number, one in enumerate(self.callers) if one.called.is_set()]

    @property
    def answers(self):
        """What each caller would hear now."""
        return [getattr(one.result(), "answers", one.result()) for one in self.callers]

    def lead(self, most):
        """The names before the @-sign that the first asks about on a new connection."""
        self.counter.begin()
        return self.take(most)

    def take(self, most):
        """The next names."""
        return "".join(one.partition("@")[0] for one in self.counter.take(most))


def test_the_first_leads_and_the_others_wait():
    """Another server has another counter."""
    queue = Queue(_probe("a"), _probe("b"), _probe("c"))
    with queue.counters.line(_probe("a", server="mx.b.example")) as (elsewhere, alone):
        assert alone.called.is_set()

    assert queue.called == [0]
    assert elsewhere is not queue.counter


def test_all_who_wait_are_asked_about_and_called_with_their_answers():
    """Also those who came while the connection was open, and each recipient once."""
    queue = Queue(_probe("a", "b"), _probe("c", "b"))

    assert queue.lead(1) == "a"
    queue.counter.heard(_TAKEN)
    queue.come(_probe("d"))
    assert queue.take(10) == "bcd"
    for code in (250, 550, 551):
        queue.counter.heard(SmtpAnswer(code))

    assert queue.take(10) == ""
    assert queue.called == [0, 1, 2]
    assert [[one.code for one in given] for given in queue.answers] == [
        [250, 250],
        [550, 250],
        [551],
    ]


def test_who_knows_the_answer_already_does_not_wait():
    """It was heard on another connection; after a wait the question is another one."""
    queue = Queue(_probe("a"))
    queue.lead(1)
    queue.counter.heard(_TAKEN)
    queue.blocks[0].close()
    queue.come(_probe("a"))
    queue.blocks[1].close()
    queue.come(_probe("a", after=60.0))

    assert queue.answers == [(_TAKEN,), (_TAKEN,), GIVEN_UP]
    assert queue.lead(1) == "a"


def test_a_connection_has_room_for_so_many_and_the_next_leads_then():
    """The one after the last that was answered."""
    queue = Queue(*(_probe(letter) for letter in "abcdefghijkl"))

    assert queue.lead(MOST_RECIPIENTS + 5) == "abcdefghij"
    for _ in range(MOST_RECIPIENTS):
        queue.counter.heard(_TAKEN)
    assert queue.take(1) == ""
    queue.blocks[0].close()

    assert queue.called == [*range(MOST_RECIPIENTS), MOST_RECIPIENTS]
    assert queue.lead(1) == "k"


def test_who_was_too_many_is_named_again_on_the_same_connection():
    """The room for so many recipients is for those who were heard of; a transaction has one domain."""
    elsewhere = RecipientProbe(
        server="mx.a.example", recipients=("e@b.example",), helo="me.example"
    )
    queue = Queue(_probe("a"), elsewhere, *(_probe(letter) for letter in "bcdfghijkl"))

    assert queue.lead(MOST_RECIPIENTS) == "abcdfghijk"
    queue.counter.heard(_TAKEN)
    for _ in range(MOST_RECIPIENTS - 1):
        queue.counter.later()

    assert queue.take(1) == "e"
    queue.counter.heard(_TAKEN)
    assert queue.take(MOST_RECIPIENTS) == "bcdfghij"


def test_what_fails_for_one_fails_for_all_who_wait():
    """Nobody knocks again at a closed door, now or soon after."""
    closed = Unreachable(Fault.CONNECTION_REFUSED)
    queue = Queue(_probe("a"), _probe("b", "c"))
    queue.lead(1)
    queue.counter.failed(closed)

    assert queue.answers == [closed, closed]
    queue.come(_probe("a"))
    assert queue.answers[2] == closed


def test_a_connection_lost_on_the_way_is_lost_for_the_one_who_was_next():
    """The others have another try, because the server did talk."""
    queue = Queue(_probe("a"), _probe("b"), _probe("c", "d"))
    queue.lead(3)
    queue.counter.heard(_TAKEN)
    queue.counter.failed(_LOST)
    queue.blocks[0].close()

    assert queue.answers == [(_TAKEN,), _LOST, GIVEN_UP]
    assert queue.called == [0, 1, 2]
    assert queue.lead(9) == "cd"


def test_that_one_has_no_more_time_is_said_to_that_one_only():
    """The next leads; whoever was named and heard nothing is named again, and nobody remembers it."""
    queue = Queue(_probe("a", "b"), _probe("b"))
    queue.lead(2)
    queue.counter.failed(Unreachable(Fault.DEADLINE))
    queue.blocks[0].close()

    assert queue.called == [0, 1]
    assert queue.lead(9) == "b"
    queue.come(_probe("a"))
    assert queue.take(9) == "a"


def test_who_leaves_while_the_server_thinks_is_not_asked_about_again():
    """The reply still belongs to them and goes nowhere."""
    queue = Queue(_probe("a"), _probe("b"), _probe("c"))
    queue.lead(3)
    queue.blocks[1].close()
    queue.counter.heard(_TAKEN)
    queue.counter.heard(_TAKEN)
    queue.blocks[0].close()

    assert queue.called == [0, 2]
    assert queue.lead(9) == "c"


def test_who_leaves_the_line_leaves_no_trace():
    """A counter closes with its last leader, and those who go later do not mind."""
    queue = Queue(_probe("a"), _probe("b"))
    first = queue.counter
    assert queue.lead(9) == "ab"
    queue.counter.heard(_TAKEN)
    queue.counter.heard(_TAKEN)
    queue.blocks[0].close()
    queue.come(_probe("c"))
    queue.blocks[1].close()

    assert queue.counter is not first
    assert queue.called == [0, 1, 2]
