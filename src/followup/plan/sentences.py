"""Say a step in one sentence, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import attrs

from followup.channels import get
from followup.data import Facts
from followup.diagnose import Cause, CauseKind
from followup.diagnose.causes import cause_texts
from followup.plan.step import Action, NextStep
from followup.timing import Window


def put_into_words(
    step: NextStep, why: str, cause: Cause | None, now: datetime, facts: Facts
) -> NextStep:
    """The step with its two sentences.

    Args:
        step: The step without words.
        why: The reason in English.
        cause: The cause that it treats, whose Chinese words the table holds.
        now: The instant of planning (aware).
        facts: The tables to look up.
    """
    first = cause is not None and cause.kind is CauseKind.NOT_CONTACTED
    begins = first and step.action is Action.WRITE_AGAIN
    sentences = facts.view(_sentences)["begin" if begins else step.action]
    why_zh = cause_texts(facts)[cause.kind].sentence_zh if cause else why
    return attrs.evolve(
        step,
        summary=sentences["en"].format_map(_parts(step, why, now, facts, _ENGLISH)),
        summary_zh=sentences["zh"].format_map(_parts(step, why_zh, now, facts, _CHINESE)),
    )


@attrs.frozen(kw_only=True)
class _Words:
    at_once: str
    starting: str
    on_platform: str
    via: str
    meanwhile: str
    next_time: str
    their_return: str
    moment: str
    plain: Mapping[str, str]


_ENGLISH = _Words(
    at_once=" at once",
    starting=" from {}",
    on_platform="the platform",
    via=", on {}",
    meanwhile=", and use {} meanwhile",
    next_time=", next from {}",
    their_return="they are back",
    moment="{0:%a} {0.day} {0:%b %Y %H:%M}",
    plain={"email": "e-mail", "phone": "phone", "sms": "SMS"},
)
_CHINESE = _Words(
    at_once="（立即）",
    starting="（{}起）",
    on_platform="平台",
    via="（通过{}）",
    meanwhile="，同时改用{}",
    next_time="，下次{}起",
    their_return="对方返回",
    moment="{0:%Y-%m-%d %H:%M}",
    plain={"email": "邮件", "phone": "电话", "sms": "短信"},
)


def _parts(
    step: NextStep, why: str, now: datetime, facts: Facts, words: _Words
) -> Mapping[str, str]:
    channel = _called(step, facts, words)
    moment = _moment(step, words)
    point = step.contact_point
    return {
        "channel": channel,
        "point": point.value if point else "",
        "why": why[:1].lower() + why[1:],
        "when": _when(step.window, now, moment, words),
        "day": moment or words.their_return,
        "zone": f" ({step.window.zone})" if step.window else "",
        "via": words.via.format(channel) if step.platform else "",
        "next": words.next_time.format(moment) if moment else "",
        "meanwhile": words.meanwhile.format(channel) if step.channel else "",
    }


def _when(window: Window | None, now: datetime, moment: str, words: _Words) -> str:
    if window is not None and window.start <= now:
        return words.at_once
    if window is not None:
        return words.starting.format(f"{moment} {window.zone}")
    return words.starting.format(moment) if moment else ""


def _moment(step: NextStep, words: _Words) -> str:
    at = step.window.start if step.window else step.due
    return words.moment.format(at) if at else ""


def _called(step: NextStep, facts: Facts, words: _Words) -> str:
    if step.channel is None:
        return step.platform or words.on_platform
    return words.plain.get(step.channel) or get(step.channel, facts=facts).name


def _sentences(facts: Facts) -> Mapping[str, Mapping[str, str]]:
    return {row["action"]: row for row in facts.table("step_sentences").rows}
