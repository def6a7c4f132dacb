"""Read a mailbox: mbox, Maildir, or a folder of EML files. Mails stream, one at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from followup.data import BUNDLED, Facts
from followup.errors import DataError
from followup.messages import MessageKind, read_message
from followup.messages.mime import Parts, header, parsed
from followup.models import Direction, Interaction, InteractionKind
from followup.readers.letters import Letter, Letters
from followup.readers.rows import Problem


if TYPE_CHECKING:
    from email.message import Message


_LARGEST_MAIL = 4_000_000
_LINE = 1_000_000
_LOOKED_AT = 500
_MOST_ADDRESSES = 100
_MOST_REFERENCES = 200
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


def read_mailbox(
    path: str | PathLike[str], *, ours: Iterable[str] = (), facts: Facts = BUNDLED
) -> Letters:
    """The mails of a mailbox, in the order in which they are stored.

    Args:
        path: An mbox file, a Maildir, a folder of ``.eml`` files (looked through in all its folders), or
            one such file.
        ours: Your own addresses, or domains such as ``"acme.example"``. Without them, the address that
            most of the first 500 mails come from or go to is taken for yours: ``Letters.ours`` tells it.
        facts: The tables to look up.

    Raises:
        DataError: There is no such file or folder.
    """
    place = Path(path)
    if not place.exists():
        raise DataError(
            f"There is no mailbox {place.name!r}. Pass an mbox, a Maildir or a folder of EML."
        )
    own = frozenset(one.strip().lower().removeprefix("@") for one in ours) or _owner(place)

    def read() -> Iterator[Letter | Problem]:
        for number, raw in enumerate(_mails(place), start=1):
            yield _letter(number, raw, own, facts)

    return Letters(read, ours=tuple(sorted(own)))


def _mails(place: Path) -> Iterator[bytes]:
    if place.is_dir():
        folders = [place / name for name in ("cur", "new") if (place / name).is_dir()]
        files: Iterable[Path] = (
            (file for folder in folders for file in folder.iterdir())
            if folders
            else place.rglob("*.eml")
        )
        for file in sorted(file for file in files if file.is_file()):
            yield _beginning(file)
        return
    with place.open("rb") as opened:
        is_mbox = opened.read(5) == b"From "
    yield from _mbox(place) if is_mbox else [_beginning(place)]


def _beginning(place: Path) -> bytes:
    with place.open("rb") as file:
        return file.read(_LARGEST_MAIL)


def _mbox(place: Path) -> Iterator[bytes]:
    """The mails of an mbox (RFC 4155): each begins with a line "From ", after an empty one."""
    lines: list[bytes] = []
    size, empty = 0, True
    with place.open("rb") as file:
        while line := file.readline(_LINE):
            if empty and line.startswith(b"From "):
                if lines:
                    yield b"".join(lines)
                lines, size = [], 0
            elif size < _LARGEST_MAIL:
                quoted = line.startswith(b">") and line.lstrip(b">").startswith(b"From ")
                lines.append(line[1:] if quoted else line)
                size += len(line)
            empty = not line.strip()
    if lines:
        yield b"".join(lines)


def _owner(place: Path) -> frozenset[str]:
    """The address in most of the first mails: the mailbox is its owner's."""
    seen: Counter[str] = Counter()
    for raw in islice(_mails(place), _LOOKED_AT):
        mail = parsed(raw.partition(b"\n\n")[0] + b"\n\n")
        seen.update({*_addresses(mail, "From", "To", "Cc", "Delivered-To")})
    return frozenset(address for address, _ in seen.most_common(1))


def _addresses(mail: Message, *names: str) -> tuple[str, ...]:
    told = [header(mail, name) for name in names if mail.get(name)]
    found = (address.strip().lower() for _, address in getaddresses(told)[:_MOST_ADDRESSES])
    return tuple(dict.fromkeys(address for address in found if "@" in address))


def _letter(number: int, raw: bytes, ours: frozenset[str], facts: Facts) -> Letter | Problem:
    mail = parsed(raw)
    at = _when(mail)
    if at is None:
        reason = "has no date with a time zone, so that it has no place in a history"
        return Problem(row=number, column="Date", value=header(mail, "Date")[:120], reason=reason)
    senders = _addresses(mail, "From")
    outbound = any(_is_ours(address, ours) for address in senders)
    reading = read_message(mail, received_at=at, facts=facts)
    named = reading.bounce.recipient if reading.bounce else None
    everybody = (*((named.lower(),) if named else ()), *senders, *_addresses(mail, "To", "Cc"))
    customers = tuple(
        dict.fromkeys(one for one in everybody if not _is_ours(one, ours) and not _is_robot(one))
    )
    references = _references(mail)
    return Letter(
        interaction=Interaction(
            at=at,
            direction=Direction.OUTBOUND if outbound else Direction.INBOUND,
            kind=InteractionKind.MESSAGE
            if outbound
            else _KINDS.get(reading.kind, InteractionKind.MESSAGE),
            text=Parts.of(mail).text.strip(),
            subject=header(mail, "Subject"),
            id=header(mail, "Message-ID").strip() or None,
            handle=customers[0] if customers else None,
        ),
        parties=customers,
        thread=references[0] if references else None,
    )


def _references(mail: Message) -> tuple[str, ...]:
    """The mails that this one goes back to, the first one first; its own id where it is the first."""
    told = (
        f"{header(mail, 'References')} {header(mail, 'In-Reply-To')} {header(mail, 'Message-ID')}"
    )
    return tuple(one for one in told.split()[:_MOST_REFERENCES] if one.startswith("<"))


def _when(mail: Message) -> datetime | None:
    """When it was written; the zone "-0000" of old programs means UTC."""
    try:
        at = parsedate_to_datetime(header(mail, "Date"))
    except (ValueError, TypeError, OverflowError):
        return None
    if at.tzinfo is None and "-0000" in header(mail, "Date"):
        return at.replace(tzinfo=UTC)
    return at if at.tzinfo else None


def _is_ours(address: str, ours: frozenset[str]) -> bool:
    domain = address.rpartition("@")[2]
    return address in ours or any(
        domain == own or domain.endswith(f".{own}") for own in ours if "@" not in own
    )


def _is_robot(address: str) -> bool:
    return address.partition("@")[0] in {"mailer-daemon", "postmaster"}
