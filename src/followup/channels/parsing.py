"""Links as people paste them: which channel and which handle they lead to.

Only documented forms and forms in wide use are read. Links to share, to log in or to join a group are
not contacts, and neither are reserved names.
"""

from __future__ import annotations

import re

from collections.abc import Mapping
from urllib.parse import SplitResult, unquote, urlsplit

from followup.channels._sites import RESERVED, Found, from_web, query_of, with_plus
from followup.channels.handles import Handle, HandleKind, read
from followup.channels.registry import find
from followup.data import BUNDLED, Facts


_LONGEST = 2_000
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]{1,20}:", re.IGNORECASE)


def parse(text: str, *, region: str | None = None, facts: Facts = BUNDLED) -> Handle | None:
    """Read one link, address or number.

    Args:
        text: Such as ``"https://wa.me/4930123456"``, ``"tel:+49 30 123456"``, ``"a@example.com"`` or
            ``"+49 30 123456"``; at most 2,000 letters.
        region: The country in which a national number is meant.
        facts: The tables to look in.

    Returns:
        The handle, retired channels included; None where the text leads to nobody.

    Raises:
        InvalidValue: The region is not a country code.
    """
    bare = text.strip()
    if (
        not bare
        or len(bare) > _LONGEST
        or (any(letter.isspace() for letter in bare[:8]) and "/" in bare)
    ):
        return None
    short = _short_link(bare)
    if short is not None:
        return short
    scheme = _SCHEME.match(bare)
    if scheme and not bare.lower().startswith(("http:", "https:")):
        return _handle(_from_scheme(scheme.group()[:-1].lower(), bare), region, facts)
    target = _web(bare)
    if target is not None:
        return _handle(from_web(target), region, facts)
    return read("email", bare, facts=facts) or read("phone", bare, region=region, facts=facts)


def _handle(found: Found, region: str | None, facts: Facts) -> Handle | None:
    if found is None or find(found[0], facts=facts) is None:
        return None
    channel, value = found
    home = "VN" if channel == "zalo" else region
    return read(channel, value, region=home, facts=facts)


def _web(text: str) -> SplitResult | None:
    """An address on the web, with or without its scheme; None where the text looks like something else."""
    if not text.lower().startswith(("http:", "https:")):
        host = text.split("/", 1)[0]
        if "/" not in text or "@" in host or "." not in host:
            return None
        text = f"https://{text}"
    try:
        return urlsplit(text)
    except ValueError:
        return None


def _from_scheme(scheme: str, text: str) -> Found:
    """Links of other schemes than those of the web, such as ``tel:``, ``viber://`` and ``skype:``."""
    place, _, raw = text[len(scheme) + 1 :].lstrip("/").partition("?")
    if scheme in _DIALLED:
        return _DIALLED[scheme], unquote(place)
    read_app = _APPS.get(scheme)
    return read_app(place.strip("/"), query_of(urlsplit(f"x:?{raw}")), raw) if read_app else None


_DIALLED = {
    "tel": "phone",
    "callto": "phone",
    "sms": "sms",
    "smsto": "sms",
    "mailto": "email",
    "imessage": "apple_messages",
}


def _whatsapp_app(_place: str, query: Mapping[str, str], _raw: str) -> Found:
    return ("whatsapp", with_plus(query["phone"])) if "phone" in query else None


def _telegram_app(place: str, query: Mapping[str, str], _raw: str) -> Found:
    if place != "resolve":
        return None
    if "phone" in query:
        return "telegram", with_plus(query["phone"])
    name = query.get("domain", "")
    return ("telegram", name) if name and name not in RESERVED else None


def _viber_app(place: str, query: Mapping[str, str], _raw: str) -> Found:
    known = place in {"chat", "add", "contact"} and "number" in query
    return ("viber", with_plus(query["number"])) if known else None


def _line_app(place: str, _query: Mapping[str, str], _raw: str) -> Found:
    name = unquote(place.removeprefix("ti/p/")).removeprefix("~")
    return ("line", name) if place.startswith("ti/p/") else None


def _wechat_app(place: str, _query: Mapping[str, str], raw: str) -> Found:
    return ("wechat", unquote(raw)) if place == "dl/chat" else None


def _messenger_app(place: str, _query: Mapping[str, str], _raw: str) -> Found:
    kind, _, name = place.partition("/")
    return ("messenger", name) if kind in {"user", "user-thread"} and name else None


def _skype_app(place: str, _query: Mapping[str, str], _raw: str) -> Found:
    return "skype", unquote(place)


_APPS = {
    "whatsapp": _whatsapp_app,
    "tg": _telegram_app,
    "viber": _viber_app,
    "line": _line_app,
    "weixin": _wechat_app,
    "fb-messenger": _messenger_app,
    "skype": _skype_app,
}


_SHORT = re.compile(
    r"(?:https?://)?(?:www\.)?(wa\.me/message|lin\.ee|u\.wechat\.com)/([A-Za-z0-9_\-]{4,40})/?(?:\?.*)?"
)
_SHORT_CHANNELS = {"wa.me/message": "whatsapp", "lin.ee": "line", "u.wechat.com": "wechat"}


def _short_link(text: str) -> Handle | None:
    """Short links hide the handle and yet reach somebody."""
    found = _SHORT.fullmatch(text)
    if found is None:
        return None
    channel = _SHORT_CHANNELS[found.group(1)]
    return Handle(channel=channel, kind=HandleKind.SHORT_LINK, value=found.group(2))
