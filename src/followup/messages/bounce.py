"""Why was our message not delivered? The server's words count before its numbers.

Measured: the first digit of the status alone calls half of the temporary and sender-side failures
permanent, so that phrases come first, and the enhanced status decides only where none is found.
"""

from __future__ import annotations

import re

from collections.abc import Mapping

from followup.data import BUNDLED, Facts
from followup.messages.phrases import normal, occurrences, pieces
from followup.messages.reading import Bounce, BounceAction


STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<![\d.:-])([245][0-7]\d)(?=[\s-])(?![\s-]\d{1,3}\.\d{1,3}\.\d)")
_CODE_BEFORE_STATUS = re.compile(r"(?<![\d.])([245][0-7]\d)[ -]#?[245]\.\d{1,3}\.\d{1,3}")
_ADDRESS = re.compile(r"[^\s<>@\"';,:()\[\]]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_ONE_MEANING = frozenset({"1.6", "1.10", "2.2", "7.20", "7.21", "7.22", "7.23", "7.25", "7.26"})
# A refusal with a security status speaks of the sender even where it speaks of content or time.
_TALK_ABOUT_US = frozenset({BounceAction.MESSAGE_PROBLEM, BounceAction.TEMPORARY})
_PERMANENT = {
    BounceAction.ADDRESS_DEAD: True,
    BounceAction.ADDRESS_MOVED: True,
    BounceAction.ADDRESS_SUSPENDED: False,
    BounceAction.MAILBOX_FULL: False,
    BounceAction.TEMPORARY: False,
    BounceAction.SENDER_REPUTATION: False,
    BounceAction.RECIPIENT_REFUSES: False,
    BounceAction.SENDER_OR_SERVER_FAULT: False,
    BounceAction.MESSAGE_PROBLEM: False,
}


def read_bounce(
    words: str, *, status: str | None = None, recipient: str | None = None, facts: Facts = BUNDLED
) -> Bounce:
    """Why a message was not delivered.

    Args:
        words: The diagnostic text of the server, or the whole text of the bounce.
        status: The enhanced status of a delivery report; otherwise it is looked for in the words.
        recipient: The address of the report; otherwise the first one in the words.
        facts: The tables to look up.
    """
    plain = normal(words)
    said = STATUS.search(plain)
    told = status if status and not status.endswith(".0.0") else None
    enhanced = told or (said[0] if said else status)
    code = _CODE_BEFORE_STATUS.search(plain) or _CODE.search(plain)
    address = _ADDRESS.search(plain)
    action = _judge(action_of(plain, facts), enhanced, facts)
    return Bounce(
        action=action,
        recipient=recipient or (address[0] if address else None),
        status=enhanced,
        smtp_code=int(code[1]) if code else None,
        permanent=_PERMANENT.get(action),
        diagnostic=" ".join(words.split())[:300],
    )


def action_of(plain: str, facts: Facts = BUNDLED) -> BounceAction | None:
    """What the words of a server say, or None; the first row of the table that is found decides."""
    for action, phrases in facts.view(_diagnostics):
        if any(
            phrase[0].removesuffix("*") in plain and any(occurrences(phrase, plain))
            for phrase in phrases
        ):
            return action
    return None


def _judge(said: BounceAction | None, status: str | None, facts: Facts) -> BounceAction:
    """Words before numbers, but for the few numbers that servers use for one thing only."""
    told = _by_number(status, facts)
    if status and status.partition(".")[2] in _ONE_MEANING:
        return told
    if status and ".7." in status and said in _TALK_ABOUT_US:
        return BounceAction.SENDER_REPUTATION
    return said or told


def _by_number(status: str | None, facts: Facts) -> BounceAction:
    if status is None:
        return BounceAction.UNKNOWN
    kind, _, detail = status.partition(".")
    known = facts.view(_statuses).get(detail)
    if known is BounceAction.ADDRESS_DEAD and kind == "4":
        return BounceAction.TEMPORARY
    if known is not None:
        return known
    return BounceAction.TEMPORARY if kind == "4" else BounceAction.UNKNOWN


def _diagnostics(facts: Facts) -> tuple[tuple[BounceAction, tuple[tuple[str, ...], ...]], ...]:
    return tuple(
        (BounceAction(row["action"]), tuple(map(pieces, row["phrases"].split("|"))))
        for row in facts.table("bounce_phrases").rows
    )


def _statuses(facts: Facts) -> Mapping[str, BounceAction]:
    rows = facts.table("mail_status").rows
    return {row["status"]: BounceAction(row["action"]) for row in rows}
