"""Whether a mail server knows a person: asked politely, beside an invented person, and read with doubt."""

from __future__ import annotations

import hashlib

from collections.abc import Iterable
from typing import TypeAlias

import attrs

from followup._ask import (
    Fault,
    Flow,
    RecipientProbe,
    Refused,
    SmtpAnswer,
    SmtpAnswers,
    Stage,
    Unreachable,
    ask,
)
from followup.data import Facts
from followup.evidence import Confidence, Finding, NotChecked
from followup.verify.domains.mail import OFF, fault_reason
from followup.verify.mailboxes.hosts import Operator, operator_of
from followup.verify.mailboxes.replies import read_smtp_reply, seconds_to_wait
from followup.verify.policy import VerifyPolicy
from followup.verify.reports import (
    AddressReport,
    CatchAll,
    DomainReport,
    Mailbox,
    MailSetup,
    ReplyKind,
)
from followup.verify.weights import finding


Answer: TypeAlias = SmtpAnswer | Refused | Unreachable

# House judgement: a domain whose first three mail servers do not talk to us is not asked further.
MOST_SERVERS = 3
_TOLD_NOTHING = (ReplyKind.TEMPORARY, ReplyKind.REFUSED_US)
_UNKNOWN = (Mailbox.TEMPORARY, Mailbox.REFUSED_US)
_GONE = (ReplyKind.ABSENT, ReplyKind.DISABLED)
_SAYS = {
    Mailbox.EXISTS: "The mail server takes mail for this person and refuses an invented one.",
    Mailbox.ABSENT: "The mail server says that this person does not exist.",
    Mailbox.ACCEPTS_ALL: "The mail server takes mail for everybody, so it tells nothing of this person.",
    Mailbox.REFUSED_US: "The mail server refused us, which tells nothing of this person.",
    Mailbox.FULL: "The mailbox exists and is full.",
    Mailbox.DISABLED: "The mail server says that this mailbox is closed.",
    Mailbox.TEMPORARY: "The mail server asked to come again later.",
}


@attrs.frozen(kw_only=True)
class Box:
    """What became of the mailbox check; the fields are those of ``EmailReport``."""

    state: Mailbox = Mailbox.NOT_TRIED
    catch_all: CatchAll = CatchAll.UNKNOWN
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()


def mailbox_flow(found: AddressReport, domain: DomainReport, policy: VerifyPolicy) -> Flow[Box]:
    """Ask the domain's mail servers in their order, until one talks to us."""
    reason = _why_not(found, domain, policy)
    if reason:
        return Box(not_checked=(NotChecked("mailbox", reason),))
    missed: list[str] = []
    heard: tuple[SmtpAnswer, Answer, str] | None = None
    for server in domain.mx[:MOST_SERVERS] or (domain.domain,):
        people = (found.ascii or "", _invented(domain.domain))
        person, invented = yield from _probe_flow(server, people, policy)
        if isinstance(person, SmtpAnswer):
            heard = person, invented, server
        else:
            missed.append(_missed(server, person))
        if not _goes_on(person):
            break
    if heard is None:
        return Box(not_checked=(NotChecked("mailbox", " ".join(missed)),))
    return _read(*heard, found, policy.facts)


def _why_not(found: AddressReport, domain: DomainReport, policy: VerifyPolicy) -> str | None:
    if not policy.checks.mailbox:
        return OFF
    if found.ascii is None:
        return "The address needs SMTPUTF8, which the mailbox check does not speak."
    if domain.mail is MailSetup.UNKNOWN:
        return "Who takes the domain's mail is not known."
    if domain.mail not in (MailSetup.MX, MailSetup.IMPLICIT_MX):
        return "There is no mail server to ask."
    return None


def _invented(domain: str) -> str:
    """A person whom nobody has: it looks random, and is the same each time, so that answers can be replayed."""
    return f"q{hashlib.blake2b(domain.encode(), digest_size=6).hexdigest()}@{domain}"


def _probe_flow(
    server: str, people: tuple[str, ...], policy: VerifyPolicy
) -> Flow[tuple[Answer, ...]]:
    """Ask, and once more where the server asked strangers to come again and policy has the patience."""
    probe = RecipientProbe(
        server=server, recipients=people, helo=policy.helo or "", sender=policy.mail_from
    )
    answers = list((yield from _ask_flow(probe)))
    waits = [_wait(answer, policy) for answer in answers]
    late = [place for place, wait in enumerate(waits) if wait]
    if late:
        them = tuple(people[place] for place in late)
        wait = max(filter(None, waits))
        again = yield from _ask_flow(attrs.evolve(probe, recipients=them, after=wait))
        for place, answer in zip(late, again, strict=True):
            if isinstance(answer, SmtpAnswer):
                answers[place] = answer
    return tuple(answers)


def _ask_flow(probe: RecipientProbe) -> Flow[tuple[Answer, ...]]:
    answer = yield from ask(probe)
    if isinstance(answer, SmtpAnswers):
        return answer.answers
    return (answer,) * len(probe.recipients)


def _wait(answer: Answer, policy: VerifyPolicy) -> float | None:
    """For how many seconds to stay away, where that is worth it."""
    if not policy.patience or not isinstance(answer, SmtpAnswer):
        return None
    if not read_smtp_reply(answer.code, answer.text, facts=policy.facts).greylisted:
        return None
    wait = seconds_to_wait(answer.text) or policy.patience
    return wait if wait <= policy.patience else None


def _goes_on(answer: Answer) -> bool:
    """Whether the next server is tried (RFC 5321 section 5.1); not around a refusal, nor beyond our time."""
    if isinstance(answer, SmtpAnswer):
        return answer.stage in (Stage.GREETING, Stage.HELLO) and 400 <= answer.code < 500
    return not (isinstance(answer, Unreachable) and answer.fault is Fault.DEADLINE)


def _missed(server: str, answer: Refused | Unreachable) -> str:
    return answer.reason if isinstance(answer, Refused) else fault_reason(server, answer)


def _read(
    person: SmtpAnswer, invented: Answer, server: str, found: AddressReport, facts: Facts
) -> Box:
    operator = operator_of(server, facts)
    first, second = (_kind(answer, operator, facts) for answer in (person, invented))
    catch_all = _catch_all(first, second)
    state = _state(first, second, catch_all, operator)
    said = finding(
        f"mailbox.{state.value}",
        _reason(state, first, operator),
        quote=f"{person.code} {person.text}".strip()[:500],
        subject=found.normalized,
        facts=facts,
    )
    return Box(
        state=state,
        catch_all=catch_all,
        findings=(said,),
        not_checked=tuple(_left_open(state, catch_all)),
    )


def _kind(answer: Answer, operator: Operator | None, facts: Facts) -> ReplyKind:
    """What an answer says of the person; who was turned away before naming anybody heard of nobody."""
    if not isinstance(answer, SmtpAnswer):
        return ReplyKind.TEMPORARY
    if answer.stage is not Stage.RECIPIENT:
        return ReplyKind.TEMPORARY if answer.code < 500 else ReplyKind.REFUSED_US
    reading = read_smtp_reply(answer.code, answer.text, facts=facts)
    if reading.kind is ReplyKind.OTHER and answer.code < 500:
        return ReplyKind.TEMPORARY
    unclear = reading.confidence is not Confidence.HIGH and reading.kind in _GONE
    return ReplyKind.OTHER if unclear and operator and operator.is_gateway else reading.kind


def _catch_all(first: ReplyKind, second: ReplyKind) -> CatchAll:
    """A server that takes an invented person takes all; one that refuses either of them does not."""
    if second is ReplyKind.EXISTS:
        return CatchAll.YES
    refuses = second not in _TOLD_NOTHING or first is ReplyKind.ABSENT
    return CatchAll.NO if refuses else CatchAll.UNKNOWN


def _state(
    first: ReplyKind, second: ReplyKind, catch_all: CatchAll, operator: Operator | None
) -> Mailbox:
    """The person's reply, judged by the reply to an invented one; without that, taking mail means nothing."""
    if first is ReplyKind.OTHER:
        return Mailbox.REFUSED_US
    if first is not ReplyKind.EXISTS:
        return Mailbox(first)
    if catch_all is CatchAll.NO:
        return Mailbox.EXISTS
    if catch_all is CatchAll.YES or (operator and operator.takes_all):
        return Mailbox.ACCEPTS_ALL
    return Mailbox(second)


def _reason(state: Mailbox, first: ReplyKind, operator: Operator | None) -> str:
    says = _SAYS[state]
    if first is ReplyKind.EXISTS and state in _UNKNOWN:
        says = "The mail server takes mail for this person, and perhaps for everybody."
    noted = operator is not None and state in (*_UNKNOWN, Mailbox.ACCEPTS_ALL)
    return f"{says} {operator.note}" if operator and noted else says


def _left_open(state: Mailbox, catch_all: CatchAll) -> Iterable[NotChecked]:
    if state in _UNKNOWN:
        yield NotChecked("mailbox", _SAYS[state])
    if catch_all is CatchAll.UNKNOWN:
        yield NotChecked("catch_all", "The server said nothing clear of an invented person.")
