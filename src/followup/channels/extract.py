"""Contact points in a text or a page: links, addresses, and numbers with a word that says what they are."""

from __future__ import annotations

import html
import re

from collections.abc import Iterable, Iterator

from followup.channels.handles import Handle, HandleKind, read
from followup.channels.links import link
from followup.channels.parsing import parse
from followup.channels.registry import Channel, every
from followup.data import BUNDLED, Facts
from followup.models import ContactPoint


_LONGEST = 200_000
_MOST = 200
_LINK = re.compile(
    r"(?:https?://|(?<![\w@./-])(?:[a-z0-9-]{1,40}\.){1,3}[a-z]{2,5}/)[^\s<>\"'()\[\]{}|\\^`]{1,500}"
    r"|(?<![\w.-])(?:tel|sms|smsto|callto|mailto|whatsapp|tg|viber|line|skype|weixin|fb-messenger|imessage):"
    r"[^\s<>\"'()\[\]{}|\\^`]{1,300}",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"(?<![\w.+%@-])[\w.+%-]{1,64}(?:@|\s?[\[(]\s?at\s?[\])]\s?)"
    r"(?:[\w-]{1,63}(?:\.|\s?[\[(]\s?dot\s?[\])]\s?)){1,4}[a-z]{2,24}(?![\w@-])",
    re.IGNORECASE,
)
_AT = re.compile(r"\s?[\[(]\s?at\s?[\])]\s?", re.IGNORECASE)
_DOT = re.compile(r"\s?[\[(]\s?dot\s?[\])]\s?", re.IGNORECASE)
_FILES = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|css|js)$", re.IGNORECASE)
_NUMBER = r"(?:\+|00)?\(?\d[\d\s().\-/\u00a0]{5,24}\d"
_NAME = r"[A-Za-z][A-Za-z0-9._\-]{1,39}\w"
# Words of everyday speech, such as line, signal and max, need an at sign before the name.
_PLAIN = frozenset(
    {"wechat", "telegram", "skype", "instagram", "snapchat", "kakaotalk", "tiktok", "twitter"}
)
_BARE = re.compile(r"(?<![\w@/.+-])(?:\+|00)\(?\d[\d\s().\-/\u00a0]{5,24}\d(?![\w@])")
_WORDS = {"phone": ("mob", "mobile", "cell", "tel", "phone", "call", "t", "m", "手机", "电话"),
          "wechat": ("wechat id", "微信"), "whatsapp": ("whats app", "wa")}  # fmt: skip


def extract(
    text_or_html: str, *, region: str | None = None, facts: Facts = BUNDLED
) -> tuple[ContactPoint, ...]:
    """Find contact points in a mail, a signature or a page.

    Args:
        text_or_html: A text or HTML; what lies behind the first 200,000 letters is not read.
        region: The country in which national numbers are meant.
        facts: The tables to look in.

    Returns:
        Each contact point once, in the order in which it is first met, at most 200; values in normal
        form, or the link itself where the handle is hidden in it. Bare numbers without a word before
        them count only with their country code.

    Raises:
        InvalidValue: The region is not a country code.
    """
    text = html.unescape(text_or_html[:_LONGEST])
    seen: dict[tuple[str, str], ContactPoint] = {}
    for handle in _handles(text, region, facts):
        point = ContactPoint(handle.channel, _written(handle, facts))
        seen.setdefault((point.channel, point.value.casefold()), point)
        if len(seen) >= _MOST:
            break
    return tuple(seen.values())


def _handles(text: str, region: str | None, facts: Facts) -> Iterator[Handle]:
    """What each pattern finds, in the order of the text; what lies inside another find is left out."""
    met = 0
    for start, end, handle in sorted(_finds(text, region, facts), key=lambda find: find[:2]):
        if handle is not None and start >= met:
            met = end
            yield handle


def _finds(text: str, region: str | None, facts: Facts) -> Iterable[tuple[int, int, Handle | None]]:
    for found in _LINK.finditer(text):
        address = found.group().rstrip(".,;:!?…")
        yield found.start(), found.end(), parse(address, region=region, facts=facts)
    for found in _MAIL.finditer(text):
        address = _DOT.sub(".", _AT.sub("@", found.group())).rstrip(".")
        mail = None if _FILES.search(address) else read("email", address, facts=facts)
        yield found.start(), found.end(), mail
    for word, channel in facts.view(_labels):
        for found in word.finditer(text):
            handle = read(channel, found[found.lastgroup or 0], region=region, facts=facts)
            yield found.start(), found.end(), handle
    for found in _BARE.finditer(text):
        yield found.start(), found.end(), read("phone", found.group(), facts=facts)


def _labels(facts: Facts) -> tuple[tuple[re.Pattern[str], Channel], ...]:
    """For each channel: its names, a mark, and a number or a name."""
    return tuple(
        (re.compile(_labelled(channel), re.IGNORECASE), channel)
        for channel in every(facts=facts)
        if "phone" in channel.handles or channel.pattern
    )


def _labelled(channel: Channel) -> str:
    """The names of a channel, then a number, or a mark and a user name."""
    aliases = (alias.replace("_", " ") for alias in channel.aliases)
    names = {channel.name.lower(), *aliases, *_WORDS.get(channel.slug, ())}
    label = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    at = "@?" if channel.slug in _PLAIN else "@"
    forms = [rf"[:\uff1a=\u2013-]?\s{{0,3}}(?P<number>{_NUMBER})"] * ("phone" in channel.handles)
    forms += [rf"[:\uff1a]\s{{0,3}}(?P<name>{at}{_NAME})"] * bool(channel.pattern)
    return (
        rf"(?<![\w@./-])(?:{label})\.?(?:\s(?:id|no|number))?\.?\s{{0,3}}(?:{'|'.join(forms)})"
        r"(?![\w/@]|[.-]\w)"
    )


def _written(handle: Handle, facts: Facts) -> str:
    if handle.kind is HandleKind.SHORT_LINK:
        return str(link(handle, facts=facts))
    return f"company/{handle.value}" if handle.kind is HandleKind.COMPANY else handle.value
