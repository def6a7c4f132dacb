"""Say a step in one sentence, in each language that the table ``step_sentences`` has."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from followup.channels import get
from followup.data import BUNDLED, Facts
from followup.diagnose import CauseKind
from followup.diagnose.causes import cause_texts
from followup.errors import UnknownName
from followup.plan.step import Action, NextStep


_ENGLISH, _CHINESE = "en", "zh"
# The finding of a window that does not wait for office hours.
_DISTURBS = "window.urgent"

Sentences = Mapping[str, str]
"""The words of one language by their key."""


def languages(*, facts: Facts = BUNDLED) -> tuple[str, ...]:
    """The BCP 47 tags of the languages in which a step can be said."""
    return tuple(facts.view(_by_language))


def say(step: NextStep, language: str, *, facts: Facts = BUNDLED) -> str:
    """A step in one plain sentence; names of channels and zones stay as they are.

    Args:
        step: The step, as ``next_step`` gave it.
        language: A BCP 47 tag; ``"es-MX"`` takes ``"es"`` where the table has no words of its own for it.
        facts: The tables to look up. A word that the language lacks is said in English.

    Raises:
        UnknownName: The table has no such language.
    """
    known = facts.view(_by_language)
    tag = next((one for one in (language, language.partition("-")[0]) if one in known), None)
    if tag is None:
        raise UnknownName("language", language, known)
    words = {**known[_ENGLISH], **known[tag]}
    called = channel_name(step.channel, tag, facts) if step.channel else _platform(step, words)
    return words[_key(step)].format_map(_parts(step, words, called))


def _platform(step: NextStep, words: Sentences) -> str:
    name = step.platform
    return words.get(f"platform.{name}", name) if name else words["platform"]


def put_into_words(step: NextStep, facts: Facts) -> NextStep:
    """The step with its sentences in English and in Chinese."""
    english, chinese = (say(step, language, facts=facts) for language in (_ENGLISH, _CHINESE))
    return attrs.evolve(step, summary=english, summary_zh=chinese)


def _key(step: NextStep) -> str:
    if step.cause is CauseKind.NOT_CONTACTED and step.action is Action.WRITE_AGAIN:
        return "begin"
    # That nothing explains a silence is no reason to wait; the cadence is.
    if step.cause is CauseKind.UNKNOWN and step.action is Action.WAIT_UNTIL:
        return "wait_unexplained"
    return step.action


def _parts(step: NextStep, words: Sentences, channel: str) -> Mapping[str, str]:
    moment, point = _moment(step, words), step.contact_point
    why = words[f"why.{step.cause or 'blocked'}"]
    return {
        "channel": channel,
        "point": point.value if point else "",
        "why": why[:1].lower() + why[1:],
        "when": _when(step, moment, words),
        "day": moment or words["their_return"],
        "zone": f" ({step.window.zone})" if step.window else "",
        "via": words["via"].format(_platform(step, words)) if step.platform else "",
        "next": words["next_time"].format(moment) if moment else "",
        "meanwhile": words["meanwhile"].format(channel) if step.channel else "",
    }


def _when(step: NextStep, moment: str, words: Sentences) -> str:
    if step.window is None:
        return words["starting"].format(moment) if moment else ""
    if step.planned_at is not None and step.window.start <= step.planned_at:
        disturbs = any(finding.name == _DISTURBS for finding in step.window.because)
        return words["at_once_urgent" if disturbs else "at_once"]
    return words["starting"].format(f"{moment} {step.window.zone}")


def _moment(step: NextStep, words: Sentences) -> str:
    return words["moment"].format(step.moment) if step.moment else ""


def channel_name(channel: str, language: str, facts: Facts = BUNDLED) -> str:
    """A channel as people of that language call it."""
    words = facts.view(_by_language)[language]
    return words.get(f"channel.{channel}") or get(channel, facts=facts).name


def _by_language(facts: Facts) -> Mapping[str, Sentences]:
    """All words; English and Chinese say the causes as the table of causes does."""
    found: dict[str, dict[str, str]] = {_ENGLISH: {}, _CHINESE: {}}
    for kind, text in cause_texts(facts).items():
        found[_ENGLISH][f"why.{kind}"] = text.sentence
        found[_CHINESE][f"why.{kind}"] = text.sentence_zh
    for row in facts.table("step_sentences").rows:
        found.setdefault(row["language"], {})[row["key"]] = row["text"]
    return found
