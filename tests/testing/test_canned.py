"""Canned answers, recordings, and a clock that stands still."""

from __future__ import annotations

import asyncio
import json

from datetime import UTC, datetime, timedelta

import pytest

from followup import _ask
from followup._ask import ask, ask_all, together
from followup._net.drive import arun, run
from followup.errors import InvalidValue, NaiveTime, UnansweredQuestion, UnknownName
from followup.testing import CannedNetwork, FixedClock, Recorder, questions
from followup.testing.questions import (
    Addresses,
    AddressLookup,
    Fault,
    MailHost,
    MailHosts,
    MxLookup,
    NameServers,
    NoRecords,
    NoSuchDomain,
    NsLookup,
    NullMx,
    Page,
    PageFetch,
    RecipientProbe,
    Refused,
    SmtpAnswer,
    SmtpAnswers,
    Stage,
    Texts,
    TxtLookup,
    Unreachable,
)


_ANSWERS = {
    MxLookup("a.example"): MailHosts((MailHost("mx.a.example", 10),)),
    MxLookup("null.example"): NullMx(),
    MxLookup("no.example"): NoSuchDomain(),
    AddressLookup("a.example"): Addresses(("192.31.196.1", "2001:4:112::1")),
    TxtLookup("a.example"): Texts(("v=spf1 -all",)),
    NsLookup("a.example"): NameServers(("ns1.a.example",)),
    NsLookup("no.example"): NoRecords(),
    PageFetch("https://a.example/"): Page(
        url="https://a.example/",
        status=200,
        headers=(("content-type", "text/html"), ("set-cookie", "a=ñ")),
        body=bytes(range(256)),
        truncated=True,
    ),
    PageFetch("http://10.0.0.1/"): Refused("It is not public."),
    PageFetch("https://slow.example/"): Unreachable(Fault.TIMEOUT, "Too slow."),
    RecipientProbe(server="mx.a.example", recipients=("ana@a.example",), helo="me.example"): (
        SmtpAnswers((SmtpAnswer(421, "Busy", Stage.GREETING), Unreachable(Fault.TIMEOUT)))
    ),
}


def _flow():
    """One question, then a fork whose branches ask more."""
    first = yield from ask(MxLookup("a.example"))

    def branch():
        return (yield from ask_all(TxtLookup("a.example"), NsLookup("a.example")))

    both = yield from together(branch(), ask(MxLookup("no.example")))
    return first, both


_RESULT = (
    _ANSWERS[MxLookup("a.example")],
    ((Texts(("v=spf1 -all",)), NameServers(("ns1.a.example",))), NoSuchDomain()),
)
_ASKED = (
    MxLookup("a.example"),
    TxtLookup("a.example"),
    NsLookup("a.example"),
    MxLookup("no.example"),
)


def test_a_flow_runs_without_sockets():
    """Answers come as prepared; what was asked is kept in its order."""
    network = CannedNetwork(_ANSWERS)

    assert network.run(_flow()) == _RESULT
    assert network.asked == _ASKED


def test_it_stands_where_a_network_stands():
    """Both drivers take it."""
    network = CannedNetwork(_ANSWERS)

    assert run(_flow(), network) == _RESULT
    assert asyncio.run(arun(_flow(), network.awaited)) == _RESULT
    assert sorted(map(repr, _ASKED * 2)) == sorted(map(repr, network.asked))


def test_a_question_that_nobody_prepared_is_shown_with_its_neighbour():
    """The nearest known one helps against slips."""
    network = CannedNetwork(_ANSWERS)

    with pytest.raises(UnansweredQuestion) as caught:
        network.run(ask(MxLookup("b.example")))

    assert str(caught.value) == (
        "Nobody has prepared an answer to MxLookup(domain='b.example')."
        " The nearest prepared one is MxLookup(domain='a.example')."
        " Add it to the CannedNetwork."
    )


def test_an_empty_network_knows_no_neighbour():
    """The message is shorter then."""
    with pytest.raises(UnansweredQuestion, match=r"example'\)\. Add it"):
        CannedNetwork({}).run(ask(MxLookup("b.example")))


def test_an_unanswered_question_is_raised_where_it_was_asked():
    """The traceback shows the line of the flow, which may also catch it."""

    def careful():
        try:
            yield from ask(MxLookup("b.example"))
        except UnansweredQuestion:
            return "caught"

    assert CannedNetwork({}).run(careful()) == "caught"


def test_only_questions_are_answered():
    """A key that is none is a slip."""
    with pytest.raises(InvalidValue, match="is not a question"):
        CannedNetwork({"a.example": NullMx()})


def test_canned_answers_survive_json():
    """Every kind of question and answer, octets included."""
    through = json.loads(json.dumps(CannedNetwork(_ANSWERS).to_dict()))

    assert list(_ANSWERS.items()) == list(CannedNetwork.from_dict(through).answers.items())


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({}, InvalidValue),
        ({"answers": [{"question": {}}]}, InvalidValue),
        ({"answers": [1]}, InvalidValue),
        ({"answers": [{"question": {"type": "Wish"}, "answer": {"type": "NullMx"}}]}, UnknownName),
        ({"answers": [{"question": {"type": "MxLookup"}, "answer": {}}]}, InvalidValue),
    ],
    ids=["empty", "no-answer", "no-pair", "no-kind", "no-field"],
)
def test_what_is_no_recording_is_refused(data, error):
    """With a reason."""
    with pytest.raises(error):
        CannedNetwork.from_dict(data)


def test_a_recording_becomes_a_canned_network():
    """The recorder stands before a network and passes on what it says."""
    recorder = Recorder(CannedNetwork(_ANSWERS))

    assert run(_flow(), recorder) == _RESULT
    replay = CannedNetwork.from_dict(json.loads(json.dumps(recorder.to_dict())))
    assert replay.run(_flow()) == _RESULT
    assert set(_ASKED) == set(recorder.canned().answers)


def test_an_awaited_network_can_be_recorded_too():
    """The recorder is then awaited itself."""
    recorder = Recorder(CannedNetwork(_ANSWERS).awaited)

    assert asyncio.run(arun(_flow(), recorder)) == _RESULT
    assert set(_ASKED) == set(recorder.answers)


def test_every_question_and_answer_has_a_public_name():
    """So that nobody who tests needs our private rooms."""
    private = {name for name in _ask.__all__ if isinstance(getattr(_ask, name), type)}

    assert private - {"Fork", "Question"} == set(questions.__all__)


_NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_clock_stands_still():
    """Until somebody moves it."""
    clock = FixedClock(_NOON)

    assert [clock(), clock()] == [_NOON, _NOON]
    clock.advance(timedelta(hours=1))
    assert _NOON + timedelta(hours=1) == clock()


def test_a_clock_may_go_on_at_every_look():
    """By its step."""
    clock = FixedClock(_NOON, step=timedelta(minutes=5))

    assert [(clock() - _NOON).seconds // 60 for _ in range(3)] == [0, 5, 10]


def test_a_clock_must_hang_somewhere():
    """A naive time is refused."""
    with pytest.raises(NaiveTime):
        FixedClock(datetime(2026, 11, 22))  # noqa: DTZ001 - that is the point
