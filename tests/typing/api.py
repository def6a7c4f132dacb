"""The public contract as type checkers see it; checked by mypy, pyright and ty, never run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, assert_type

import followup

from followup import (
    OFFLINE,
    Assessment,
    AsyncVerifier,
    Checks,
    ContactPoint,
    IndustryProfile,
    Inquiry,
    Interaction,
    Lead,
    NetworkPolicy,
    Seller,
    Verifier,
    VerifyPolicy,
    assess,
    bulk,
    channels,
    data,
    diagnose,
    errors,
    evidence,
    fit,
    judge,
    plan,
    testing,
    timing,
    verify,
)
from followup._ask import (
    Addresses,
    AddressLookup,
    Flow,
    MxLookup,
    NoRecords,
    NoSuchDomain,
    Page,
    PageFetch,
    Refused,
    Texts,
    TxtLookup,
    Unreachable,
    ask,
    ask_all,
    together,
)
from followup.testing import CannedNetwork, Domain, FixedClock, LoopbackInternet, Recorder, World
from followup.typing import Clock, Progress


NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 25)


def words() -> tuple[Lead, Seller]:
    """What callers bring: the converters' inputs are accepted, the fields have their normal types."""
    message = Interaction(at=NOW, direction="outbound", channel="WhatsApp", text="Hello?")
    inquiry = Inquiry(text="We need 3 pieces", received_at=NOW, products=["reactor"])
    lead = Lead(
        id="1",
        country="es",
        contact_points={"email": "compras@aguas.example"},
        history=[message],
        inquiry=inquiry,
        segment="pool",
        urgency="urgent",
    )
    Lead(contact_points=["compras@aguas.example", ContactPoint("telegram", "aguas")])
    assert_type(lead.contact_points, tuple[ContactPoint, ...])
    assert_type(lead.history, tuple[Interaction, ...])
    assert_type(lead.inquiry, Inquiry | None)
    assert_type(lead.country, str | None)
    assert_type(lead.email, str | None)
    assert_type(lead.handles("email"), tuple[str, ...])
    assert_type(message.at, datetime)
    assert_type(message.is_human, bool)
    profile = IndustryProfile(name="own", topics=("water", fit.Topic(name="uv", phrases=("uv",))))
    assert_type(profile.topics, tuple[fit.Topic, ...])
    seller = Seller(name="Bright Water", country="CN", profile=profile, channels=["email"])
    Seller(name="Bright Water", profile="uv-disinfection")
    assert_type(seller.profile, IndustryProfile | str | None)
    assert_type(lead.to_dict(), dict[str, Any])
    assert_type(Lead.from_dict({}), Lead)
    return lead, seller


def chain(lead: Lead, seller: Seller, verifier: Verifier) -> None:
    """The whole chain for one customer."""
    found = followup.assess(lead, seller, now=NOW)
    assert_type(found, Assessment)
    assert_type(assess(lead, seller, now=NOW, verifier=verifier), Assessment)
    assert_type(assess(lead, seller, now=NOW, checks=OFFLINE), Assessment)
    assert_type(found.authenticity, verify.Authenticity)
    assert_type(found.authenticity.verdict, verify.Verdict)
    assert_type(found.authenticity.findings, tuple[evidence.Finding, ...])
    assert_type(found.authenticity.not_checked, tuple[evidence.NotChecked, ...])
    assert_type(found.fit, fit.FitScore | None)
    if found.fit is not None:
        assert_type(found.fit.value, float)
        assert_type(found.fit.band, fit.Band)
        assert_type(found.fit.terms, tuple[fit.Term, ...])
        assert_type(found.fit.language, str | None)
    assert_type(found.diagnosis, diagnose.Diagnosis)
    assert_type(found.diagnosis.causes, tuple[diagnose.Cause, ...])
    assert_type(found.diagnosis.causes[0].kind, diagnose.CauseKind)
    assert_type(found.diagnosis.causes[0].confidence, evidence.Confidence)
    assert_type(found.diagnosis.causes[0].evidence, tuple[evidence.Finding, ...])
    assert_type(found.diagnosis.causes[0].remedy, str)
    assert_type(found.diagnosis.waiting_on, diagnose.WaitingOn)
    assert_type(found.diagnosis.working_time, timedelta | None)
    assert_type(found.next_step, plan.NextStep)
    assert_type(found.next_step.action, plan.Action)
    assert_type(found.next_step.contact_point, ContactPoint | None)
    assert_type(found.next_step.window, timing.Window | None)
    assert_type(found.next_step.because, tuple[evidence.Finding, ...])
    assert_type(found.explain(), str)
    assert_type(judge(lead, seller, found.authenticity, now=NOW), Assessment)
    assert_type(Assessment.from_dict(found.to_dict()), Assessment)


def batch(leads: Iterable[Lead], seller: Seller, verifier: Verifier, bar: Progress) -> None:
    """Many customers: leads or dicts in, a result for each out."""
    results = bulk.assess(leads, seller, now=NOW, verifier=verifier, progress=bar)
    assert_type(results, Iterator[Assessment | bulk.Unassessed])
    rows: list[dict[str, Any]] = [{"id": "1"}]
    for result in bulk.assess(rows, seller, now=NOW, checks=Checks(site=False)):
        if isinstance(result, bulk.Unassessed):
            assert_type(result.index, int)
            assert_type(result.reason, str)
        else:
            assert_type(result.next_step, plan.NextStep)


def _bar(iterable: Iterable[Any], /, *, total: int | None) -> Iterable[Any]:
    return iterable if total else ()


def _track(sequence: Iterable[Any], description: str = "", total: float | None = None) -> Any:
    return (sequence, description, total)


BARS: tuple[Progress, ...] = (_bar, _track)


def trade_verify(lead: Lead) -> None:
    """The first trade, one-shot and pure."""
    assert_type(verify.email("compras@aguas.example"), verify.EmailReport)
    assert_type(verify.domain("aguas.example", VerifyPolicy(checks=OFFLINE)), verify.DomainReport)
    assert_type(verify.site("https://aguas.example"), verify.SiteReport)
    assert_type(verify.lead(lead), verify.Authenticity)
    assert_type(verify.inquiry(Inquiry(text="Hello")), verify.InquiryReport)
    address = verify.address("compras@aguas.example")
    assert_type(address, verify.AddressReport)
    assert_type(address.free_provider, verify.ListHit | None)
    assert_type(address.suggestion, str | None)
    assert_type(verify.lookalike("aquas.example", ["aguas.example"]), verify.Lookalike | None)
    assert_type(verify.alignment("a@b.example", "b.example"), verify.Alignment)
    assert_type(verify.read_page(b"<p>"), verify.PageReport)
    assert_type(verify.read_smtp_reply(550, "5.1.1"), verify.SmtpReply)


def policies() -> VerifyPolicy:
    """One frozen object, given once."""
    network = NetworkPolicy(deadline=5, dns_servers=["192.0.2.1", verify.Endpoint("192.0.2.2")])
    assert_type(network.dns_servers, tuple[verify.Endpoint, ...])
    assert_type(network.endpoint("192.0.2.1", 443), verify.Endpoint | None)
    policy = VerifyPolicy(checks=Checks(mailbox=True), network=network, helo="me.example")
    assert_type(policy.permits("http://127.0.0.1/"), verify.Permit)
    assert_type(policy.permits("http://127.0.0.1/").allowed, bool)
    return policy


def client(lead: Lead, policy: VerifyPolicy) -> None:
    """The blocking client."""
    with Verifier(policy) as verifier:
        assert_type(verifier, Verifier)
        assert_type(verifier.policy, VerifyPolicy)
        report = verifier.email("compras@aguas.example")
        assert_type(report, verify.EmailReport)
        assert_type(report.deliverability, verify.Deliverability)
        assert_type(report.mailbox, verify.Mailbox)
        assert_type(report.mail, verify.MailSetup)
        assert_type(report.mx, tuple[str, ...])
        assert_type(verifier.domain("aguas.example"), verify.DomainReport)
        assert_type(verifier.domain("aguas.example").existence, verify.Existence)
        assert_type(verifier.domain("aguas.example").registration, verify.Registration)
        assert_type(verifier.domain("aguas.example").mta_sts, verify.MtaSts | None)
        assert_type(verifier.domain("aguas.example").dnssec, verify.Dnssec)
        assert_type(verifier.domain("aguas.example").age_days, int | None)
        site = verifier.site("aguas.example")
        assert_type(site, verify.SiteReport)
        assert_type(site.kind, verify.SiteKind)
        assert_type(site.status, int | None)
        assert_type(site.tls, verify.Tls)
        assert_type(verifier.lead(lead, known_domains=("a.example",)), verify.Authenticity)


async def awaited_client(lead: Lead, seller: Seller) -> None:
    """The other one: the same names, awaited."""
    async with AsyncVerifier() as verifier:
        assert_type(verifier, AsyncVerifier)
        assert_type(await verifier.email("compras@aguas.example"), verify.EmailReport)
        assert_type(await verifier.domain("aguas.example"), verify.DomainReport)
        assert_type(await verifier.site("aguas.example"), verify.SiteReport)
        found = await verifier.lead(lead, ["a.example"])
        assert_type(judge(lead, seller, found, now=NOW), Assessment)


def trade_fit(lead: Lead, page: fit.HtmlText) -> None:
    """The second trade."""
    profile = fit.load_profile("uv-disinfection")
    assert_type(profile, IndustryProfile)
    fit.load_profile(Path("own.toml"))
    assert_type(fit.profiles(), tuple[str, ...])
    assert_type(fit.score(profile, "words"), fit.FitScore)
    assert_type(fit.score("uv-disinfection", page), fit.FitScore)
    assert_type(fit.score(profile, (lead, "words", page)), fit.FitScore)
    assert_type(fit.score(profile, lead).state, fit.FitState)
    assert_type(fit.text_from_html(b"<p>", charset="utf-8"), fit.HtmlText)
    assert_type(fit.language("Wasser und Licht"), str | None)
    assert_type(fit.concepts(), tuple[str, ...])


def trade_timing(lead: Lead, seller: Seller) -> None:
    """The third trade."""
    calendar = timing.WorkCalendar.for_country("ES", subdivision="MD")
    assert_type(calendar, timing.WorkCalendar)
    assert_type(calendar.schedule, timing.Schedule)
    assert_type(calendar.day(DAY), timing.Day)
    assert_type(calendar.day(DAY).kind, timing.DayKind)
    assert_type(calendar.day(DAY).certainty, evidence.Confidence)
    zones = timing.zones_for(country="US", subdivision="CA", phone="+1 415 555 0100")
    assert_type(zones, tuple[timing.ZoneCandidate, ...])
    window = timing.next_window(lead, now=NOW, sender=seller, channel="phone", urgency="urgent")
    assert_type(window, timing.Window | timing.NoWindow)
    if isinstance(window, timing.Window):
        assert_type(window.start, datetime)
        assert_type(window.because, tuple[evidence.Finding, ...])
    else:
        assert_type(window.reason, str)
    assert_type(timing.send_windows(calendar, now=NOW), Iterator[timing.Window])
    end = NOW + timedelta(days=7)
    assert_type(
        timing.overlap([calendar, calendar.schedule], NOW, end), tuple[timing.Interval, ...]
    )
    assert_type(timing.working_time_between(NOW, end, calendar), timedelta)
    assert_type(timing.add_working_time(NOW, timedelta(hours=8), calendar), datetime | None)
    assert_type(timing.explain(NOW, end, lead), timing.SilenceSpan)
    assert_type(timing.explain(NOW, end, lead).reasons, tuple[timing.SpanReason, ...])


def trade_channels(lead: Lead, seller: Seller) -> None:
    """The fourth trade."""
    assert_type(channels.preferred("DE", on=DAY), tuple[channels.Ranked, ...])
    assert_type(channels.preferred("US", on=DAY, source="seed")[0].share, float | None)
    assert_type(channels.get("skype"), channels.Channel)
    assert_type(channels.all(), tuple[channels.Channel, ...])
    assert_type(channels.parse("https://wa.me/34612345678"), channels.Handle | None)
    assert_type(channels.extract("<p>", region="ES"), tuple[ContactPoint, ...])
    assert_type(channels.mentions("<p>", region="ES"), tuple[channels.Mention, ...])
    assert_type(channels.phone("600", region="ES"), channels.Phone)
    assert_type(channels.phone("600").messenger, channels.Likelihood)
    assert_type(
        channels.link(ContactPoint("email", "a@a.example"), text="Hi"), str | channels.NoLink
    )
    assert_type(channels.choose(lead, seller, at=NOW), tuple[channels.Choice, ...])
    review = channels.review(lead, seller, at=NOW, urgency="urgent", tried=["email"])
    assert_type(review.kept, tuple[channels.Choice, ...])
    assert_type(review.dropped, tuple[channels.Dropped, ...])
    assert_type(channels.missing(lead, seller, on=DAY), tuple[channels.Ask, ...])
    assert_type(channels.reply_window("whatsapp", None, now=NOW), channels.ReplyWindow)
    permit = channels.may_contact("CA", "email", audience="b2b", basis="enquiry", since=DAY, at=NOW)
    assert_type(permit, channels.Permit)
    assert_type(permit.calls, channels.CallWindow | None)
    assert_type(channels.emergency(lead, seller, at=NOW), channels.Emergency)
    assert_type(channels.stale(2, on=DAY), tuple[channels.StaleFact, ...])


def judgement(lead: Lead, seller: Seller, score: fit.FitScore) -> None:
    """Why it is silent, and what next."""
    diagnosis = diagnose.silence(lead, seller, now=NOW, fit=score)
    assert_type(diagnosis, diagnose.Diagnosis)
    assert_type(diagnose.read_text("I am away", subject="Re: x"), diagnose.MessageReading)
    assert_type(diagnose.read_message(b"Subject: x\r\n\r\n"), diagnose.MessageReading)
    assert_type(plan.next_step(lead, seller, now=NOW), plan.NextStep)
    assert_type(plan.next_step(lead, seller, now=NOW, diagnosis=diagnosis), plan.NextStep)


def facts() -> None:
    """The bundled tables, and yours in their place."""
    assert_type(data.sources(), tuple[data.TableSource, ...])
    assert_type(data.age("rankings", on=DAY), timedelta)
    assert_type(data.load("rankings"), data.Table)
    own = data.BUNDLED.with_table("rankings", Path("own.csv"), title="ours")
    assert_type(own, data.Facts)
    assert_type(channels.preferred("DE", on=DAY, facts=own), tuple[channels.Ranked, ...])
    assert_type(own.view(len_of), int)


def len_of(of: data.Facts) -> int:
    """A view on facts."""
    return len(of.table("rankings").rows)


def sandbox() -> None:
    """What tests stand on."""
    world = World({"aguas.example": Domain(site="<h1>Aguas</h1>", mail=["compras"])})
    assert_type(World.from_toml("world.toml"), World)
    with LoopbackInternet(world, leeway=20) as internet:
        assert_type(internet, LoopbackInternet)
        assert_type(internet.policy, VerifyPolicy)
        assert_type(internet.log, testing.Log)
        assert_type(internet.log.dns, tuple[testing.DnsQuestion, ...])
    clock: Clock = FixedClock(NOW, step=timedelta(minutes=1))
    assert_type(clock(), datetime)
    canned = CannedNetwork({MxLookup("a.example"): NoSuchDomain()})
    assert_type(canned.run(two()), tuple[str, int])
    assert_type(Recorder(canned).canned(), CannedNetwork)
    with Verifier(network=canned) as verifier:
        assert_type(verifier.domain("a.example"), verify.DomainReport)


async def awaited_sandbox(canned: CannedNetwork) -> None:
    """Canned answers, awaited."""
    async with AsyncVerifier(network=canned.awaited) as verifier:
        assert_type(await verifier.domain("a.example"), verify.DomainReport)


def two() -> Flow[tuple[str, int]]:
    """A flow: each answer has the type that its question names."""
    page = yield from ask(PageFetch("https://a.example"))
    assert_type(page, Page | Refused | Unreachable)
    addresses, texts = yield from ask_all(AddressLookup("a.example"), TxtLookup("a.example"))
    assert_type(addresses, Addresses | NoSuchDomain | NoRecords | Unreachable)
    assert_type(texts, Texts | NoSuchDomain | NoRecords | Unreachable)
    first, second, third = yield from together(one(), one(), ask(PageFetch("https://a.example")))
    assert_type(first, int)
    assert_type(third, Page | Refused | Unreachable)
    several = yield from ask_all(*(TxtLookup(name) for name in ("a.example", "b.example")))
    assert_type(several, tuple[Texts | NoSuchDomain | NoRecords | Unreachable, ...])
    return "x", second


def one() -> Flow[int]:
    """A flow that asks nothing."""
    yield from ask(TxtLookup("a.example"))
    return 1


def mistakes() -> None:
    """What the caller did wrong has value, reason and remedy."""
    try:
        Lead(country="Spain")
    except errors.InvalidValue as error:
        assert_type(error.what, str)
        assert_type(error.value, object)
        assert_type(error.reason, str)
        assert_type(error.remedy, str)
    except errors.FollowupError:
        raise
