"""The SMTP dialogue, octets in and octets out, without a socket."""

from __future__ import annotations

import pytest

from hypothesis import given
from hypothesis import strategies as st

from followup._ask import Fault, RecipientProbe, SmtpReply
from followup._net.limits import Stopped
from followup._net.mail import dialogue


_PROBE = RecipientProbe(
    server="mx.a.example", recipients=("x@a.example", "y@a.example"), helo="me.example"
)
_GOOD = (
    b"220-mx.a.example\r\n220 ready\r\n|"
    b"250-mx.a.example\r\n250-SIZE 1\r\n250 HELP\r\n|"
    b"250 ok\r\n|250 x\r\n|550-5.1.1 no\r\n550 y\r\n"
)


def _talk(octets: bytes, size: int = 1 << 16):
    """The result, and what was said; a bar ends what comes before the next command."""
    spoken, said = dialogue(_PROBE), []
    turns = iter(octets.split(b"|"))
    try:
        said.append(next(spoken))
        turn = next(turns)
        while True:
            sending = spoken.send(turn[:size])
            turn = next(turns, b"") if sending else turn[size:]
            said.append(sending)
    except StopIteration as end:
        return end.value, b"".join(said)


@given(st.integers(1, len(_GOOD)))
def test_the_pieces_in_which_replies_come_do_not_matter(size):
    """One octet at a time or all at once."""
    result, said = _talk(_GOOD, size)

    assert result.recipients == (SmtpReply(250, "x"), SmtpReply(550, "5.1.1 no\ny"))
    assert said == (
        b"EHLO me.example\r\nMAIL FROM:<>\r\nRCPT TO:<x@a.example>\r\nRCPT TO:<y@a.example>\r\n"
    )


def test_who_does_not_know_ehlo_is_greeted_with_helo():
    """RFC 5321 section 3.2."""
    result, said = _talk(b"220 a\r\n|502 what?\r\n|250 a\r\n|250 ok\r\n|250 x\r\n|250 y\r\n")

    assert len(result.recipients) == 2
    assert said.startswith(b"EHLO me.example\r\nHELO me.example\r\nMAIL")


@pytest.mark.parametrize(
    ("octets", "recipients", "ended_by"),
    [
        (b"421 busy\r\n", (), SmtpReply(421, "busy")),
        (b"220 a\r\n|421 busy\r\n", (), SmtpReply(421, "busy")),
        (b"220 a\r\n|550 no\r\n|550 no\r\n", (), SmtpReply(550, "no")),
        (b"220 a\r\n|250 a\r\n|451 later\r\n", (), SmtpReply(451, "later")),
        (b"220\r\n|250\r\n|250\r\n|250\r\n|421\r\n", (SmtpReply(250),), SmtpReply(421)),
    ],
)
def test_an_early_end_keeps_what_was_learned(octets, recipients, ended_by):
    """And the reply that brought it."""
    result, _ = _talk(octets)

    assert (result.recipients, result.ended_by) == (recipients, ended_by)


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
        result, _ = _talk(octets, size)
    except Stopped:
        return
    assert len(result.recipients) <= 2
