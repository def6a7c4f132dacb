"""Questions and flows: values and generators, with nobody behind them."""

from __future__ import annotations

import pytest

from followup._ask import (
    AddressLookup,
    MxLookup,
    NsLookup,
    Page,
    PageFetch,
    Question,
    RecipientProbe,
    TxtLookup,
    ask,
    ask_all,
    together,
)
from followup._ask.flow import Fork
from followup.testing import CannedNetwork


A, B, C = MxLookup("a.example"), TxtLookup("b.example"), NsLookup("c.example")
NETWORK = {A: "of a", B: "of b", C: "of c"}
HOSTS = [
    (MxLookup("a.example"), "a.example"),
    (AddressLookup("www.a.example"), "www.a.example"),
    (TxtLookup("_dmarc.a.example"), "_dmarc.a.example"),
    (NsLookup("a.example"), "a.example"),
    (PageFetch("https://a.example:8443/x?y=1"), "a.example"),
    (PageFetch("https://[2001:4:112::1]/"), "2001:4:112::1"),
    (PageFetch("mailto:a@a.example"), ""),
    (RecipientProbe(server="mx.a.example", recipients=("a@a.example",), helo="me.example"), "mx.a.example"),
]  # fmt: skip


def two_after_another():
    """A flow that asks the second question only after the first answer."""
    first = yield from ask(A)
    second = yield from ask(B)
    return first, second


def test_a_question_needs_a_host():
    """The base class alone asks nothing and bothers nobody."""

    class Nobody(Question[str]):
        """A question without a host."""

    with pytest.raises(TypeError, match="abstract"):
        Question()
    with pytest.raises(TypeError, match="host"):
        Nobody()


@pytest.mark.parametrize(("question", "host"), HOSTS)
def test_a_question_knows_whom_it_bothers(question, host):
    """The host is the key of rate limits."""
    assert question.host == host


@pytest.mark.parametrize("question", [question for question, _ in HOSTS])
def test_a_question_is_a_key(question):
    """Equal questions share one answer, and nobody can change one afterwards."""
    twin = type(question)(
        **{
            name: getattr(question, name)
            for name in type(question).__slots__
            if name != "__weakref__"
        }
    )

    assert {question: "answer"}[twin] == "answer"
    with pytest.raises(AttributeError):
        question.host = "b.example"


def test_questions_of_different_kinds_are_different_keys():
    """The same name, another type: another answer."""
    assert len({MxLookup("a.example"), TxtLookup("a.example"), NsLookup("a.example")}) == 3


def test_an_answer_comes_back_to_the_line_that_asked():
    """One question after the other, each answer in its place."""
    network = CannedNetwork(NETWORK)

    assert network.run(two_after_another()) == ("of a", "of b")
    assert network.asked == (A, B)


def test_a_flow_stands_still_until_it_is_answered():
    """Nothing happens between question and answer: the driver decides when, and how."""
    flow = ask(A)

    assert next(flow) is A
    with pytest.raises(StopIteration) as end:
        flow.send("answer")
    assert end.value.value == "answer"


@pytest.mark.parametrize("questions", [(), (A,), (A, B), (A, B, C), (C, B, A, B)])
def test_several_answers_come_in_the_order_of_their_questions(questions):
    """However many there are, and though one is asked twice."""
    expected = tuple(NETWORK[question] for question in questions)

    assert CannedNetwork(NETWORK).run(ask_all(*questions)) == expected


def test_flows_that_go_together_are_one_fork():
    """Concurrency is a value; the results keep the order of the flows."""
    fork = next(together(ask(A), two_after_another()))

    assert isinstance(fork, Fork)
    assert len(fork.flows) == 2
    assert CannedNetwork(NETWORK).run(together(ask(C), two_after_another())) == (
        "of c",
        ("of a", "of b"),
    )


def test_forks_may_stand_in_forks():
    """A flow inside a fork may fork again."""
    nested = together(ask_all(A, B), together(ask(C)))

    assert CannedNetwork(NETWORK).run(nested) == (("of a", "of b"), (("of c"),))


def test_an_error_surfaces_at_the_line_that_asked():
    """A flow may clean up; what it does not catch comes out."""
    seen = []

    def asking():
        try:
            yield from ask(A)
        except LookupError as error:
            seen.append(error)
            raise

    flow = asking()
    next(flow)
    with pytest.raises(LookupError):
        flow.throw(LookupError("nobody home"))
    assert len(seen) == 1


def test_a_page_gives_the_first_header_of_a_name():
    """Names are in small letters; a name may come twice, or not at all."""
    headers = (("content-type", "text/html"), ("set-cookie", "a=1"), ("set-cookie", "b=2"))
    page = Page(url="https://a.example/", status=200, headers=headers)

    assert page.header("set-cookie") == "a=1"
    assert page.header("content-type") == "text/html"
    assert page.header("server") is None
