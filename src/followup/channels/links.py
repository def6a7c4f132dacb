"""A link that opens a conversation, in the forms that the channels' owners document."""

from __future__ import annotations

from urllib.parse import quote

import attrs

from followup._value import Value
from followup.channels.handles import Handle, HandleKind, read
from followup.channels.parsing import parse
from followup.channels.registry import Channel, find, get
from followup.data import BUNDLED, Facts
from followup.models import ContactPoint


_SHORT_FORMS = {
    "whatsapp": "https://wa.me/message/{value}",
    "line": "https://lin.ee/{value}",
    "wechat": "https://u.wechat.com/{value}",
    "telegram": "https://t.me/m/{value}",
    "signal": "https://signal.me/#eu/{value}",
    "max": "https://max.ru/u/{value}",
    "kakaotalk": "https://open.kakao.com/o/{value}",
}


_KINDS = {
    HandleKind.PHONE: "a number",
    HandleKind.EMAIL: "an address",
    HandleKind.USERNAME: "a username",
    HandleKind.ID: "an id",
    HandleKind.PERSON: "a person",
    HandleKind.COMPANY: "a company",
    HandleKind.SHORT_LINK: "a short link",
}


@attrs.frozen
class NoLink(Value):
    """There is no link, and why; false in a condition, as an empty text is.

    Attributes:
        reason: One plain sentence.
    """

    reason: str

    def __bool__(self) -> bool:
        return False


def handle_of(
    point: ContactPoint, *, region: str | None = None, facts: Facts = BUNDLED
) -> Handle | None:
    """The handle of a contact point, whose value may be a bare handle or a link.

    Args:
        point: The contact point.
        region: The country in which a national number is meant.
        facts: The tables to look in.

    Returns:
        The handle; None where the channel is not known or nobody can be called that on it.
    """
    channel = find(point.channel, facts=facts)
    if channel is None:
        return None
    linked = (
        parse(point.value, region=region, facts=facts)
        if ":" in point.value or "/" in point.value
        else None
    )
    if linked is not None and _same(linked.channel, channel):
        return attrs.evolve(linked, channel=channel.slug)
    if "://" in point.value:
        return None
    return read(channel, point.value, region=region, facts=facts)


def _same(slug: str, channel: Channel) -> bool:
    """A number in a tel: link serves every channel that is reached by number."""
    return slug in {channel.slug, channel.successor} or (
        slug == "phone" and "phone" in channel.handles
    )


def link(
    contact_point: ContactPoint | Handle, *, text: str | None = None, facts: Facts = BUNDLED
) -> str | NoLink:
    """A link that opens a conversation with somebody.

    Args:
        contact_point: Whom to reach; or a handle that ``parse`` gave.
        text: What to write, where the channel's link can carry it; otherwise it is left out.
        facts: The tables to look in.

    Returns:
        The link; or NoLink with its reason, where the channel documents none, no longer exists, or
        the handle cannot be read. Numbers need their country code, because a bare link knows no country.
    """
    handle = (
        contact_point
        if isinstance(contact_point, Handle)
        else handle_of(contact_point, facts=facts)
    )
    if handle is None:
        return NoLink("The handle cannot be read; a number needs its country code.")
    channel = get(handle.channel, facts=facts)
    if channel.renamed and channel.successor:
        channel = get(channel.successor, facts=facts)
    if channel.ended is not None:
        heir = (
            f" {get(channel.successor, facts=facts).name} took its place."
            if channel.successor
            else ""
        )
        return NoLink(f"{channel.name} was retired on {channel.ended.end}.{heir}")
    return _filled(channel, handle, text)


def _filled(channel: Channel, handle: Handle, text: str | None) -> str | NoLink:
    form = _form(channel, handle)
    if form is None:
        return NoLink(
            f"{channel.name} documents no link to {_KINDS[handle.kind]};"
            f" search for {handle.value!r} in the app."
        )
    address = form.format(
        value=quote(handle.value, safe="@_.+-")
        if handle.kind is not HandleKind.EMAIL
        else quote(handle.value, safe="@"),
        e164=handle.value,
        digits=handle.value.lstrip("+"),
        quoted=quote(handle.value, safe=""),
    )
    if text and channel.text_parameter and handle.kind is not HandleKind.SHORT_LINK:
        mark = "&" if "?" in address else "?"
        return f"{address}{mark}{channel.text_parameter}={quote(text, safe='')}"
    return address


def _form(channel: Channel, handle: Handle) -> str | None:
    if handle.kind is HandleKind.SHORT_LINK:
        return _SHORT_FORMS.get(channel.slug)
    return dict(channel.links).get(handle.kind.value)
