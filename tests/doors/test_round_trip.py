"""Every public value becomes JSON and comes back equal, and shows strangers' words as text."""

from __future__ import annotations

import gc
import importlib
import json
import pkgutil

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

import followup

from followup import (
    OFFLINE,
    Assessment,
    ContactPoint,
    IndustryProfile,
    Interaction,
    Lead,
    Seller,
    Verifier,
    _ask,
    assess,
    bulk,
    channels,
    data,
    diagnose,
    fit,
    plan,
    pool,
    readers,
    testing,
    timing,
    verify,
)
from followup._phone import parse_phone
from followup._value import Value
from followup.evidence import Finding, Outcome, Source
from followup.history import read_history
from followup.models import Holding


HOSTILE = "<script>alert('x')</script>"
DAY = date(2026, 11, 25)
HOUR = datetime(2026, 11, 25, 9, tzinfo=UTC)


def _value_classes():
    """All value classes of all rooms (a slotted class leaves a twin without attrs behind)."""
    for module in pkgutil.walk_packages(followup.__path__, "followup."):
        importlib.import_module(module.name)
    found, waiting = set(), [Value]
    while waiting:
        waiting += (below := waiting.pop().__subclasses__())
        found |= {
            one for one in below
            if one.__module__.startswith("followup.") and "__attrs_attrs__" in vars(one)
        }  # fmt: skip
    return sorted(found, key=lambda one: (one.__module__, one.__name__))


CLASSES = _value_classes()


def parts(value):
    """A value and all values in it."""
    if isinstance(value, (tuple, list, frozenset)):
        for one in value:
            yield from parts(one)
    elif isinstance(value, dict):
        yield from parts(list(value.values()))
    elif attrs.has(type(value)):
        yield value
        for field in attrs.fields(type(value)):
            yield from parts(getattr(value, field.name))


def _answers():
    """What the world may say."""
    return [
        _ask.Refused("It is not public."),
        _ask.Unreachable(_ask.Fault.TIMEOUT, "Too slow."),
        _ask.NoSuchDomain(),
        _ask.NoRecords(),
        _ask.NullMx(),
        _ask.MailHosts((_ask.MailHost("mx.a.example", 10),)),
        _ask.Addresses(("192.31.196.1",)),
        _ask.Texts(("v=spf1 -all",)),
        _ask.NameServers(("ns.a.example",)),
        _ask.SignedDelegation(vouched=True),
        _ask.WhoisText(text="No match.", received=HOUR),
        _ask.Page(url="https://a.example", status=200, headers=(("a", "é"),), body=bytes(range(256))),
        _ask.SmtpAnswers((_ask.SmtpAnswer(421, "Busy", _ask.Stage.GREETING), _ask.Unreachable(_ask.Fault.TIMEOUT))),
    ]  # fmt: skip


def _worlds(internet):
    """A described world, and what it was asked."""
    site = testing.Site(pages={"/": testing.Reply(html="<p>", fault="stall")})
    mail = testing.Mail(mailboxes={"a": "full"}, fault="busy")
    dns = testing.Dns(zone="@ TXT x", addresses=("192.31.196.1",), fault="timeout")
    command = testing.MailCommand(server="mx.a.example", verb="RCPT", argument="TO:<a@a.example>")
    registry = testing.Registry(since=DAY, protocol="whois")
    world = testing.World(
        {"a.example": testing.Domain(site=site, mail=mail, dns=dns, registry=registry)}
    )
    line = testing.WhoisQuestion(server="whois.nic.example", query="a.example")
    return [world, internet.log, testing.Log(commands=(command,), whois=(line,))]


def _of_verify(policy):
    """Pure judgements of the first trade."""
    smtp = verify.read_smtp_reply(550, "5.1.1 No such user")
    page = verify.read_page(b"<title>For sale</title><p>This domain is for sale.")
    return [
        policy.permits("http://127.0.0.1/"),
        verify.address("info@mailinator.com"),
        verify.address("a@gmial.com"),
        verify.alignment("a@aguas.example", "aguas.example", "Aguas"),
        verify.lookalike("aquas.example", "aguas.example"),
        smtp,
        page,
        verify.MtaSts(record="v=STSv1; id=1", mode=verify.StsMode.TESTING, mx=("*.a.example",)),
        verify.read_whois(
            "Domain: a.example\nCreated: 2001-02-03\nStatus: <script>alert('x')</script>"
        ),
    ]


def _of_fit():
    """Judgements of the second."""
    html = "<html lang=de><title>UV</title><h1>Wasser</h1><p>Trinkwasser mit UV-Desinfektion und Wasseraufbereitung."
    own = IndustryProfile(name="own", topics=("water",), negatives=("bread",), excludes=("wine",))
    return [
        own,
        fit.load_profile("uv-disinfection"),
        fit.text_from_html(html),
        fit.score("uv-disinfection", html),
        fit.score(own, "We sell water and bread in the old town, and nothing else at all."),
        fit.learn(own, [("We sell water in the old town.", True), ("We sell shoes.", False)]),
    ]


def _of_timing(lead):
    """Of the third."""
    calendar = timing.WorkCalendar.for_country("ES", subdivision="MD")
    return [
        [calendar.day(date(2026, 12, number)) for number in range(1, 32)],
        timing.zones_for(country="US", phone="+1 415 555 0100"),
        timing.next_window(lead, now=HOUR),
        timing.next_window(Lead(), now=HOUR),
        timing.overlap([calendar.schedule], HOUR, HOUR + timedelta(days=9)),
        timing.explain(HOUR, HOUR + timedelta(days=30), lead),
        timing.WorkCalendar.for_country("SA").day("2027-03-09"),
        timing.seasons("SA", 2027),
        timing.at_wall("2026-10-25T02:30", "Europe/Madrid"),
        timing.system_zones(on=HOUR),
    ]


def _of_channels(lead, seller):
    """Of the fourth."""
    nowhere = ContactPoint("skype", "some.one")
    reached = attrs.evolve(lead, contact_points=(*lead.contact_points, nowhere))
    return [
        channels.all(),
        channels.preferred("US", on=DAY),
        channels.access("CN", "whatsapp", on=DAY),
        channels.review(reached, seller, at=HOUR),
        channels.link(nowhere),
        channels.parse("https://wa.me/34612345678"),
        channels.missing(lead, seller),
        channels.reply_window("whatsapp", HOUR, now=HOUR + timedelta(hours=1)),
        channels.may_contact("US", "phone", audience="b2c", basis="cold", at=HOUR),
        channels.emergency(reached, seller, at=HOUR),
        channels.stale(5)[:3],
        *channels.mentions("Call +34 612 345 678"),
        channels.phone("+34 612 345 678"),
        channels.extract("Call +34 612 345 678 or write to a@aguas.example"),
        parse_phone("+34 612 345 678"),
    ]


def _learned(now):
    """Who answers when, what is regular, and what a provider does."""
    asked = diagnose.Exchange(
        sender="li", recipient="ana", sent_at=now, replied_at=now + timedelta(hours=3)
    )
    model = diagnose.ReplyModel.learn([asked], zones={"ana": 60})
    orders = [
        Interaction(
            at=now - timedelta(days=60 * turn),
            direction="inbound",
            kind="order",
            text="As usual, please.",
        )
        for turn in range(1, 6)
    ]
    ours = Interaction(at=now - timedelta(days=20), direction="outbound", text="Any news?")
    lead = Lead(contact_points={"email": "ana@aguas.example"}, history=[*orders, ours])
    return [
        asked,
        model,
        diagnose.Book.of([lead], now=now),
        diagnose.silence(lead, Seller(name="Lamps"), now=now),
    ]


def _of_judgement(leads, now):
    """Of the floor above: what messages say, and how a history runs."""
    raw = (
        b"From: MAILER-DAEMON@mx.example\r\nTo: us@seller.example\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/plain\r\n\r\nNo such user\r\n"
        b"--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        b"Final-Recipient: rfc822; a@aguas.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        b"Diagnostic-Code: smtp; 550 5.1.1 No such user\r\n\r\n--x--\r\n"
    )
    away = "I am out of the office until 5 December 2026. Please contact ana@aguas.example."
    return [
        diagnose.read_message(raw),
        diagnose.read_text(away, subject="Out of office"),
        [read_history(lead, now=now) for lead in leads.values()],
        *_learned(now),
        plan.Cadence.of(),
        data.sources(),
        Finding(
            name="a.b", outcome=Outcome.FOR, reason="x", source=Source(title="y"), observed_at=now
        ),
    ]


def _of_readers():
    """Of the room that reads what other programs export."""
    table = readers.read_leads(
        [
            {"Company": "Aguas", "Email": "ana@aguas.example", "Country": "Atlantis"},
            {"Company": "Pozos", "Email": "ana@aguas.example"},
        ]
    )
    said = Interaction(at=HOUR, direction="inbound", text="Price?")
    letter = readers.Letter(interaction=said, parties=("ana@aguas.example",), thread="<1@a>")
    attached = readers.attach(table, [letter])
    return [table.columns, table.problems, letter, attached, readers.merge(attached.leads)]


def _of_plan(lead, seller):
    """Of planning: offers, and ladders for what cannot wait."""
    return [
        plan.offer(lead, seller, now=HOUR, working_days=5),
        plan.offer(Lead(), seller, now=HOUR, working_days=5),
        plan.emergency(lead, seller, now=HOUR, deadline=HOUR + timedelta(hours=8)),
        plan.next_step(lead, seller, now=HOUR),
    ]


def _of_pool():
    """Of the public pool."""
    held = Holding(owner="Li", since=HOUR - timedelta(days=90))
    return [
        pool.review([Lead(holding=held), Lead(segment="pool"), None], now=HOUR),
        held,
        pool.claim(Lead(segment="pool"), "Li", pool.rules(), now=HOUR),
    ]


@pytest.fixture(scope="module")
def values(internet, leads):
    """A value of every class, out of the chain and of every trade."""
    seller = Seller(
        name="Bright Water UV", country="CN", profile=fit.load_profile("uv-disinfection")
    )
    rows = [*leads.values(), {"country": "Spain"}]
    with Verifier(internet.policy) as verifier:
        made = [
            list(bulk.assess(rows, seller, now=HOUR, verifier=verifier)),
            [assess(lead, seller, now=HOUR, checks=OFFLINE) for lead in leads.values()],
            verifier.domain("aguas.example"),
            verifier.site("parked.example"),
            verifier.email("nobody@gone.example"),
        ]
    lead = leads["genuine"]
    made += [
        rows[:-1],
        seller,
        _answers(),
        _worlds(internet),
        _of_verify(internet.policy),
        _of_fit(),
    ]
    made += [_of_timing(lead), _of_channels(lead, seller), _of_judgement(leads, HOUR)]
    made += [*_of_readers(), *_of_pool(), *_of_plan(lead, seller)]
    by_class = {}
    for value in parts(made):
        by_class.setdefault(type(value), []).append(value)
    return by_class


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_a_value_survives_json(kind, values):
    """What comes back is equal, and JSON changes nothing on the way."""
    assert values.get(kind), "No value of this class was made: add one above."
    for value in values[kind]:
        as_dict = value.to_dict()
        through = json.loads(json.dumps(as_dict))

        assert through == as_dict
        assert kind.from_dict(through) == value


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_a_value_can_be_looked_at(kind, values):
    """In a notebook and in a log line, whatever it holds."""
    for value in values[kind]:
        assert f"<caption>{kind.__name__}</caption>" in value._repr_html_()
        assert "<script" not in value._repr_html_()
        assert repr(value).startswith(kind.__name__)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_a_value_cannot_be_changed(kind, values):
    """Frozen and slotted: nobody changes a result, and a slip in a name is noticed."""
    value = values[kind][0]

    assert not hasattr(value, "__dict__")
    with pytest.raises(AttributeError):
        value.whatever = 1
    for field in attrs.fields(kind):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, field.name, None)


def test_a_hostile_name_stays_text_up_to_the_assessment(internet, leads):
    """From the lead, the inquiry and the page of a stranger to a notebook's cell."""
    seller = Seller(name="Bright Water UV", profile="uv-disinfection")
    with Verifier(internet.policy) as verifier:
        found = assess(leads["hostile"], seller, now=HOUR, verifier=verifier)

    for shown in (leads["hostile"]._repr_html_(), found._repr_html_()):
        assert HOSTILE not in shown
        assert "<script" not in shown
        assert "&lt;script&gt;" in shown
    assert Assessment.from_dict(json.loads(json.dumps(found.to_dict()))) == found


def test_no_class_was_missed():
    """Each value class of the library has been looked at, however it was imported."""
    living = {
        one
        for one in gc.get_objects()
        if isinstance(one, type)
        and issubclass(one, Value)
        and "__attrs_attrs__" in vars(one)
        and one.__module__.startswith("followup.")
    }

    assert living == set(CLASSES)
