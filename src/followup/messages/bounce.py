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
REPLY_CODE = re.compile(r"(?<![\d.:-])([245][0-7]\d)(?=[\s-])(?![\s-]\d{1,3}\.\d{1,3}\.\d)")
_CODE_BEFORE_STATUS = re.compile(r"(?<![\d.])([245][0-7]\d)[ -]#?[245]\.\d{1,3}\.\d{1,3}")
# At which step of the dialogue the server refused: who greets or names a sender was judged for that.
_DIALOGUE = re.compile(
    r"(?:in reply to|after|at)(?: the)?(?: end of)? (?P<said>data|mail from|rcpt to|helo|ehlo|banner)\b|after (?P<short>rcpt|mail|data) command"
    r"|>>> ?(?P<sent>data|mail from|rcpt to|helo|ehlo)\b[^<>]{0,200}(?:<[^<>]{0,320}>[^<>]{0,80})?<<< ?[45]"
    r"|\((?P<noted>data|mail from|rcpt to|helo|ehlo)\), with the following"
)
_NEAR = 45
_CLAUSE_ENDS = re.compile(r"[!?;。]|\.(?=\s)|(?<=\s)-(?=\s)|: ")
_TO_SENDER = re.compile(r"\bto (?:the |its )?sender\b")
_IN_FULL = {"mail": "mail from", "rcpt": "rcpt to"}
_ADDRESS = re.compile(r"[^\s<>@\"';,:()\[\]]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_ONE_MEANING = frozenset({"1.6", "1.10", "2.2", "7.20", "7.21", "7.22", "7.23", "7.25", "7.26"})
# A refusal with a security status speaks of the sender even where it speaks of content or time.
_TALK_ABOUT_US = frozenset({BounceAction.MESSAGE_PROBLEM, BounceAction.TEMPORARY})
# An address that is missing for now is not dead; a mailbox "unavailable" with 5.1.1 does not exist.
_NUMBER_KNOWS_BETTER = frozenset(
    {
        (BounceAction.ADDRESS_DEAD, BounceAction.TEMPORARY),
        (BounceAction.RECIPIENT_REFUSES, BounceAction.ADDRESS_DEAD),
        (BounceAction.RECIPIENT_REFUSES, BounceAction.TEMPORARY),
    }
)
_BEFORE_THE_RECIPIENT = frozenset({"mail from", "helo", "ehlo", "banner"})
_SAYS_LITTLE = frozenset({None, BounceAction.ADDRESS_DEAD, BounceAction.RECIPIENT_REFUSES})
_NOBODY = ("user unknown", "unknown user")
# What a status is about where its detail says nothing (RFC 3463 section 2).
_BY_SUBJECT = {
    "3": BounceAction.SENDER_OR_SERVER_FAULT,
    "4": BounceAction.TEMPORARY,
    "5": BounceAction.SENDER_OR_SERVER_FAULT,
    "6": BounceAction.MESSAGE_PROBLEM,
    "7": BounceAction.SENDER_REPUTATION,
}
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
    words: str,
    *,
    status: str | None = None,
    recipient: str | None = None,
    dialogue: str | None = None,
    facts: Facts = BUNDLED,
) -> Bounce:
    """Why a message was not delivered.

    Args:
        words: The diagnostic text of the server, or the whole text of the bounce.
        status: The enhanced status of a delivery report; otherwise it is looked for in the words.
        recipient: The address of the report; otherwise the first one in the words.
        dialogue: The step of the dialogue that was refused, as ``refused_at`` finds it.
        facts: The tables to look up.
    """
    plain = normal(words)
    shown = STATUS.search(plain)
    told = status if status and not status.endswith(".0.0") else None
    enhanced = told or (shown[0] if shown else status)
    code = _CODE_BEFORE_STATUS.search(plain) or REPLY_CODE.search(plain)
    address = _ADDRESS.search(plain)
    said, firm = _told_by(plain, facts)
    refused = dialogue or refused_at(plain)
    if refused in _BEFORE_THE_RECIPIENT and said in _SAYS_LITTLE:
        said = BounceAction.SENDER_REPUTATION
    elif (
        said is BounceAction.ADDRESS_DEAD
        and not firm
        and _filters_in_silence(plain, refused, enhanced)
    ):
        said = BounceAction.RECIPIENT_REFUSES
    number = enhanced or ("4.0.0" if code and code[1].startswith("4") else None)
    action = said if said and firm else _judge(said, number, facts)
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
    return _told_by(plain, facts)[0]


def _told_by(plain: str, facts: Facts) -> tuple[BounceAction | None, bool]:
    """What the words say, and whether they say it whatever the number is."""
    for action, firm, phrases in facts.view(_diagnostics):
        found = [
            place
            for phrase in phrases
            if phrase[0].removesuffix("*") in plain
            for place in occurrences(phrase, plain)
        ]
        if found and action is BounceAction.ADDRESS_DEAD and _of_ours(plain, found, facts):
            return BounceAction.SENDER_REPUTATION, False
        if found:
            return action, firm
    return None, False


def _of_ours(plain: str, found: list[tuple[int, int]], facts: Facts) -> bool:
    """Whether all that is missing is the sender's: "sender domain not found" speaks of no dead address."""
    ours = facts.view(_ours)
    return all(
        any(
            phrase[0].removesuffix("*") in clause and any(occurrences(phrase, clause))
            for phrase in ours
        )
        for clause in (_clause(plain, start, end) for start, end in found)
    )


def _clause(plain: str, start: int, end: int) -> str:
    """The words before a phrase and in it; a message goes back *to* its sender."""
    before = _CLAUSE_ENDS.split(plain[max(0, start - _NEAR) : start])[-1]
    return _TO_SENDER.sub(" ", before + plain[start:end])


def refused_at(plain: str) -> str | None:
    """The command that was refused, from a normal text: ``"rcpt to"``, ``"data"`` …; None if not told."""
    told = _DIALOGUE.search(plain)
    said = next(filter(None, told.groups())) if told else None
    return _IN_FULL.get(said, said) if said else None


def _filters_in_silence(plain: str, refused: str | None, status: str | None) -> bool:
    """Whether "user unknown" is what a filter says, not what the directory says.

    Servers that take the recipient and refuse after the content do so, and those whose number is
    not one of addresses (x.1.x): of eight such mails of a public collection, seven were filters.
    """
    if refused == "rcpt to" or (status and ".1." in status):
        return False
    return (refused == "data" or bool(status)) and any(words in plain for words in _NOBODY)


def _judge(said: BounceAction | None, status: str | None, facts: Facts) -> BounceAction:
    """Words before numbers, but for the few numbers that servers use for one thing only."""
    told = _by_number(status, facts)
    if told is BounceAction.DELIVERED:
        return told
    if status and status.partition(".")[2] in _ONE_MEANING:
        return told
    if status and ".7." in status and said in _TALK_ABOUT_US:
        return BounceAction.SENDER_REPUTATION
    contradicted = (said, told) in _NUMBER_KNOWS_BETTER and not (status or "").startswith("5.4")
    return told if contradicted or said is None else said


def _by_number(status: str | None, facts: Facts) -> BounceAction:
    if status is None:
        return BounceAction.UNKNOWN
    kind, _, detail = status.partition(".")
    if kind == "2":
        return BounceAction.DELIVERED
    known = facts.view(_statuses).get(detail)
    if known is BounceAction.ADDRESS_DEAD and kind == "4":
        return BounceAction.TEMPORARY
    if known is not None:
        return known
    if kind == "4":
        return BounceAction.TEMPORARY
    return _BY_SUBJECT.get(detail.partition(".")[0], BounceAction.UNKNOWN)


def _diagnostics(
    facts: Facts,
) -> tuple[tuple[BounceAction, bool, tuple[tuple[str, ...], ...]], ...]:
    return tuple(
        (
            BounceAction(row["action"]),
            row["firm"] == "yes",
            tuple(map(pieces, row["phrases"].split("|"))),
        )
        for row in facts.table("bounce_phrases").rows
        if row["firm"] != "ours"
    )


def _ours(facts: Facts) -> tuple[tuple[str, ...], ...]:
    rows = facts.table("bounce_phrases").rows
    return tuple(
        pieces(words)
        for row in rows
        if row["firm"] == "ours"
        for words in row["phrases"].split("|")
    )


def _statuses(facts: Facts) -> Mapping[str, BounceAction]:
    rows = facts.table("mail_status").rows
    return {row["status"]: BounceAction(row["action"]) for row in rows}
