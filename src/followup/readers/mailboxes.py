"""Read a mailbox: mbox, Maildir, or a folder of EML files. Mails stream, one at a time."""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from followup.data import BUNDLED, Facts
from followup.errors import DataError
from followup.messages import MessageKind, read_message
from followup.messages.mime import Parts, header, parsed
from followup.models import Direction, Interaction, InteractionKind
from followup.readers.addresses import company_domain, is_daemon, is_robot, mailbox_of
from followup.readers.heads import addresses_in, moment_of, references_of
from followup.readers.letters import Letter, Letters
from followup.readers.mails import mails_of
from followup.readers.rows import Problem


if TYPE_CHECKING:
    from email.message import Message


_LOOKED_AT = 500
_KINDS = {
    MessageKind.OUT_OF_OFFICE: InteractionKind.AUTO_REPLY,
    MessageKind.AUTO_ACKNOWLEDGEMENT: InteractionKind.AUTO_REPLY,
    MessageKind.OTHER_AUTOMATIC: InteractionKind.AUTO_REPLY,
    MessageKind.BOUNCE: InteractionKind.BOUNCE,
    MessageKind.DELIVERY_NOTICE: InteractionKind.NOTE,
    MessageKind.COMPLAINT: InteractionKind.COMPLAINT,
    MessageKind.OPT_OUT: InteractionKind.OPT_OUT,
    MessageKind.READ_RECEIPT: InteractionKind.READ_RECEIPT,
}
# The head of a mail that somebody passed on within the text.
_PASSED_ON = re.compile(
    r"^[>\s]{0,4}\**(?:From|Von|De|Da|Van|Från|Fra|Od|От|Kimden|发件人|寄件者|差出人|보낸 사람|من)\**\s?[:：]"
    r".{0,120}?([\w.+%-]{1,64}@[\w.-]{1,200}\w)",
    re.IGNORECASE | re.MULTILINE,
)


def read_mailbox(
    path: str | PathLike[str], *, ours: Iterable[str] = (), facts: Facts = BUNDLED
) -> Letters:
    """The mails of a mailbox, in the order in which they are stored.

    A mail among yourselves is a note: it is nobody's message. One from your own site with the customer's
    address to answer to is the customer's.

    Args:
        path: An mbox file, a Maildir with its folders, a folder of ``.eml`` files or mbox files (looked
            through in all its folders), or one such file.
        ours: Your own addresses, or domains such as ``"acme.example"``. Without them, the address that
            most of the first 500 mails come from or go to is taken for yours: ``Letters.ours`` tells it.
            Whoever else writes from your company's own domain is yours, too.
        facts: The tables to look up.

    Raises:
        DataError: There is no such file or folder, or it holds no mail.
    """
    place = Path(path)
    if not place.exists():
        raise DataError(
            f"There is no mailbox {place.name!r}. Pass an mbox, a Maildir or a folder of EML."
        )
    given = frozenset(one.strip().lower().removeprefix("@") for one in ours) or _owner(place)
    own = _Own.of(given)

    def read() -> Iterator[Letter | Problem]:
        for number, raw in enumerate(mails_of(place), start=1):
            if isinstance(raw, DataError):
                yield Problem(row=number, column=None, value="", reason=str(raw))
            else:
                yield _letter(number, parsed(raw), own, facts)

    return Letters(read, ours=tuple(sorted(given)))


def _owner(place: Path) -> frozenset[str]:
    """The address in most of the first mails: the mailbox is its owner's."""
    seen: Counter[str] = Counter()
    for raw in islice(mails_of(place), _LOOKED_AT):
        if isinstance(raw, bytes):
            mail = parsed(re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0] + b"\n\n")
            seen.update({*addresses_in(mail, "From", "To", "Cc", "Delivered-To")})
    return frozenset(address for address, _ in seen.most_common(1))


@attrs.frozen
class _Own:
    """The seller's mailboxes, and the domains that are its own."""

    mailboxes: frozenset[str]
    domains: tuple[str, ...]

    @classmethod
    def of(cls, given: Iterable[str]) -> _Own:
        addresses = [one for one in given if "@" in one]
        companies = filter(None, map(company_domain, addresses))
        domains = dict.fromkeys((*(one for one in given if "@" not in one), *companies))
        return cls(frozenset(map(mailbox_of, addresses)), tuple(domains))

    def without(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """Those of the addresses that are not the seller's."""
        return tuple(one for one in addresses if not self.has(one))

    def has(self, address: str) -> bool:
        """Whether an address is the seller's."""
        domain = address.rpartition("@")[2]
        if any(domain == own or domain.endswith(f".{own}") for own in self.domains):
            return True
        return mailbox_of(address) in self.mailboxes


def _letter(number: int, mail: Message, own: _Own, facts: Facts) -> Letter | Problem:
    at = moment_of(mail)
    if at is None:
        reason = "has no date with a time zone, so that it has no place in a history. Mend its Date"
        return Problem(row=number, column="Date", value=header(mail, "Date")[:120], reason=reason)
    parts = Parts.of(mail)
    reading = read_message(mail, received_at=at, facts=facts)
    sides = _Sides.of(mail, parts, own)
    references = references_of(mail)
    parties = sides.parties
    if reading.bounce:
        returned = addresses_in(parts.inside, "To") if parts.inside else ()
        named = (reading.bounce.recipient or "").lower()
        parties = tuple(dict.fromkeys(filter(None, (named, *returned, *parties))))
        references = (*(references_of(parts.inside)[-1:] if parts.inside else ()), *references)
    own_id = header(mail, "Message-ID").strip() or None
    kind = (
        InteractionKind.MESSAGE
        if sides.outbound
        else _KINDS.get(reading.kind, InteractionKind.MESSAGE)
    )
    return Letter(
        interaction=Interaction(
            at=at,
            direction=Direction.OUTBOUND if sides.outbound else Direction.INBOUND,
            kind=InteractionKind.NOTE if sides.among_us else kind,
            text=parts.text.strip(),
            subject=header(mail, "Subject"),
            id=own_id,
            handle=parties[0] if parties else None,
        ),
        parties=parties,
        thread=references[0] if references else None,
        answers=tuple(one for one in references if one != own_id),
    )


@attrs.frozen(kw_only=True)
class _Sides:
    """Who writes to whom: whether we do, whether only we are there, and who is there of the customer's."""

    outbound: bool
    among_us: bool
    parties: tuple[str, ...]

    @classmethod
    def of(cls, mail: Message, parts: Parts, own: _Own) -> _Sides:
        senders = addresses_in(mail, "From")
        recipients, replies = addresses_in(mail, "To", "Cc", "Bcc"), addresses_in(mail, "Reply-To")
        others, answers = own.without(recipients), own.without(replies)
        # What a program sends for us comes from its domain, and is answered to ours.
        for_us = bool(replies) and not answers and others == recipients
        from_us = for_us or any(own.has(one) and not is_daemon(one) for one in senders)
        if from_us and not others and not answers:
            named = _PASSED_ON.findall(parts.text)[:1]
            return cls(outbound=True, among_us=True, parties=own.without(map(str.lower, named)))
        theirs = () if for_us else tuple(one for one in own.without(senders) if not is_robot(one))
        # A form or a platform writes for the customer, who is the one to answer to.
        first = (*theirs, *answers) if theirs else answers
        return cls(
            outbound=from_us and bool(others),
            among_us=False,
            parties=tuple(dict.fromkeys((*first, *others))),
        )
