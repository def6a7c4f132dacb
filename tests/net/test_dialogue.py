"""The SMTP dialogue, octets in and octets out, without a socket."""

from __future__ import annotations

import pytest

from hypothesis import given, strategies as st

from followup._ask import Fault, SmtpAnswer, Stage
from followup._net.limits import Stopped
from followup._net.mail import ENCRYPT, dialogue


def _at(recipient):
    return recipient.partition("@")[2]


class People:
    """Two people if nobody else is named, and what is heard of them."""

    def __init__(self, waiting=("x@a.example", "y@a.example")):
        self.waiting = list(waiting)
        self.named = []
        self.answers = []

    def take(self, most):
        """The next ones."""
        self.named = [one for one in self.waiting if _at(one) == _at(self.waiting[0])][:most]
        self.waiting = [one for one in self.waiting if one not in self.named]
        return tuple(self.named)

    def heard(self, answer):
        """One more reply."""
        self.named.pop(0)
        self.answers.append(answer)

    def later(self):
        """It is taken again."""
        self.waiting.append(self.named.pop(0))


_GOOD = (
    b"220-mx.a.example\r\n220 ready\r\n|"
    b"250-mx.a.example\r\n250-SIZE 1\r\n250 HELP\r\n|"
    b"250 ok\r\n|250 x\r\n|550-5.1.1 no\r\n550 y\r\n"
)
_BOTH = [SmtpAnswer(250, "x"), SmtpAnswer(550, "5.1.1 no\ny")]


def _talk(octets: bytes, size: int = 1 << 16, people=None):
    """What ended it, what was heard, and what was said; a bar ends what comes before the next command."""
    people = people or People()
    spoken, said = dialogue("me.example", "", people), []
    turns = iter(octets.split(b"|"))
    try:
        said.append(next(spoken))
        turn = next(turns)
        while True:
            sending = spoken.send(turn[:size])
            if sending is ENCRYPT:
                said.append(b"<TLS>")
                sending = spoken.send(b"")
            turn = next(turns, b"") if sending else turn[size:]
            said.append(sending)
    except StopIteration as end:
        return end.value, people.answers, b"".join(said)


@given(st.integers(1, len(_GOOD)))
def test_the_pieces_in_which_replies_come_do_not_matter(size):
    """One octet at a time or all at once."""
    ended, answers, said = _talk(_GOOD, size)

    assert (ended, answers) == (None, _BOTH)
    assert said == (
        b"EHLO me.example\r\nMAIL FROM:<>\r\nRCPT TO:<x@a.example>\r\nRCPT TO:<y@a.example>\r\n"
    )


@given(st.integers(1, 60))
def test_several_are_asked_about_at_once_where_the_server_offers_it(size):
    """RFC 2920: the commands go together, the replies come in their order."""
    offered = b"220 a\r\n|250-a\r\n250 pipelining\r\n|250 ok\r\n|250 x\r\n550-5.1.1 no\r\n550 y\r\n"

    ended, answers, said = _talk(offered, size)

    assert (ended, answers) == (None, _BOTH)
    assert said.endswith(b"RCPT TO:<x@a.example>\r\nRCPT TO:<y@a.example>\r\n")


def test_who_is_too_many_for_one_transaction_is_asked_about_in_the_next():
    """RFC 5321 section 4.5.3.1.10; the next names no more than the last one took."""
    said = (
        b"220 a\r\n|250-a\r\n250 PIPELINING\r\n|250 ok\r\n|"
        b"250 x\r\n452 4.5.3 too many\r\n452 4.5.3 too many\r\n|"
        b"250 reset\r\n|250 ok\r\n|452 Too many recipients\r\n|550 z\r\n"
    )
    people = People(["x@a.example", "y@a.example", "z@a.example"])

    _, answers, spoken = _talk(said, people=people)

    assert [one.code for one in answers] == [250, 452, 550]
    assert spoken.endswith(
        b"RSET\r\nMAIL FROM:<>\r\nRCPT TO:<y@a.example>\r\nRCPT TO:<z@a.example>\r\n"
    )


def test_each_domain_has_its_transaction():
    """Google takes no two in one."""
    said = b"220 a\r\n|250-a\r\n250 PIPELINING\r\n|250 ok\r\n|250 x\r\n250 z\r\n|250 reset\r\n|250 ok\r\n|250 y\r\n"
    people = People(["x@a.example", "y@b.example", "z@a.example"])

    _, answers, spoken = _talk(said, people=people)

    assert [one.text for one in answers] == ["x", "z", "y"]
    assert spoken.count(b"MAIL FROM") == 2


def test_who_does_not_know_ehlo_is_greeted_with_helo():
    """RFC 5321 section 3.2."""
    _, answers, said = _talk(b"220 a\r\n|502 what?\r\n|250 a\r\n|250 ok\r\n|250 x\r\n|250 y\r\n")

    assert len(answers) == 2
    assert said.startswith(b"EHLO me.example\r\nHELO me.example\r\nMAIL")


def test_encryption_begins_anew():
    """RFC 3207: what was offered in the clear counts no more, nor what came too early."""
    secure = (
        b"220 a\r\n|250-a\r\n250-PIPELINING\r\n250 STARTTLS\r\n|220 go\r\n250 smuggled\r\n|"
        b"250 a\r\n|250 ok\r\n|250 x\r\n|550-5.1.1 no\r\n550 y\r\n"
    )

    ended, answers, said = _talk(secure)

    assert (ended, answers) == (None, _BOTH)
    assert b"STARTTLS\r\n<TLS>EHLO me.example\r\nMAIL" in said
    assert said.endswith(b"<x@a.example>\r\nRCPT TO:<y@a.example>\r\n")


def test_a_server_that_would_rather_not_encrypt_need_not():
    """454 is no obstacle (RFC 3207 section 4)."""
    _, answers, said = _talk(
        b"220 a\r\n|250-a\r\n250 STARTTLS\r\n|454 not now\r\n|250 ok\r\n|250 x\r\n|250 y\r\n"
    )

    assert len(answers) == 2
    assert b"<TLS>" not in said


@pytest.mark.parametrize(
    ("octets", "heard", "ended"),
    [
        (b"421 busy\r\n", 0, SmtpAnswer(421, "busy", Stage.GREETING)),
        (b"554 no\r\n", 0, SmtpAnswer(554, "no", Stage.GREETING)),
        (b"220 a\r\n|421 busy\r\n", 0, SmtpAnswer(421, "busy", Stage.HELLO)),
        (b"220 a\r\n|450 later\r\n", 0, SmtpAnswer(450, "later", Stage.HELLO)),
        (b"220 a\r\n|550 no\r\n|550 no\r\n", 0, SmtpAnswer(550, "no", Stage.HELLO)),
        (b"220 a\r\n|250 a\r\n|451 later\r\n", 0, SmtpAnswer(451, "later", Stage.SENDER)),
        (b"220\r\n|250\r\n|250\r\n|250\r\n|421\r\n", 1, SmtpAnswer(421, "")),
    ],
)
def test_an_early_end_keeps_what_was_learned(octets, heard, ended):
    """And the reply that brought it, with what it replied to."""
    found, answers, _ = _talk(octets)

    assert (found, len(answers)) == (ended, heard)


@pytest.mark.parametrize(
    ("octets", "fault"),
    [
        (b"", Fault.CONNECTION_LOST),
        (b"220 a\r\n", Fault.CONNECTION_LOST),
        (b"220 a\r\n|250", Fault.CONNECTION_LOST),
        (b"hello\r\n", Fault.PROTOCOL),
        (b"999 a\r\n", Fault.PROTOCOL),
        (b"220?a\r\n", Fault.PROTOCOL),
        (b"\xff" * 70_000, Fault.PROTOCOL),
        (b"220-more\r\n" * 1_000, Fault.PROTOCOL),
    ],
    ids="silence hangs-up half word code mark line lines".split(),
)
def test_who_speaks_no_smtp_teaches_nothing(octets, fault):
    """However long it goes on."""
    with pytest.raises(Stopped) as stopped:
        _talk(octets)

    assert stopped.value.answer.fault is fault


def test_what_comes_before_its_command_is_no_reply_to_it():
    """A server that says everything at once is still asked everything."""
    with pytest.raises(Stopped):
        _talk(_GOOD.replace(b"|", b""))


@given(st.binary(max_size=400), st.integers(1, 50))
def test_nonsense_always_ends(octets, size):
    """With a result or with a stop, whatever comes."""
    try:
        _, answers, _ = _talk(octets, size)
    except Stopped:
        return
    assert len(answers) <= 2
