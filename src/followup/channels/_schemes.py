"""Links of other schemes than those of the web, such as ``tel:``, ``viber://`` and ``skype:``."""

from __future__ import annotations

import re

from collections.abc import Callable, Mapping
from urllib.parse import unquote, urlsplit

from followup.channels._paths import Found, Query, query_of, with_plus
from followup.channels._reserved import RESERVED


App = Callable[[str, Query, str], Found]
_ADDRESS = re.compile(r"[^\s<>,;:\"']{1,64}@[^\s<>,;:\"']{1,190}")


def from_scheme(scheme: str, text: str) -> Found:
    """Whom a link shows; ``scheme`` stands before its first colon, in small letters."""
    rest = text[len(scheme) + 1 :]
    place, _, raw = rest.lstrip("/").partition("?")
    if rest.startswith("//"):
        # The authority of an address knows no capitals (RFC 3986, section 3.2.2).
        host, slash, path = place.partition("/")
        place = f"{host.lower()}{slash}{path}"
    read_app = _APPS.get(scheme)
    if read_app is None:
        return None
    # A plus stands for itself in these links, and for a blank only in forms of the web.
    query = query_of(urlsplit(f"x:?{raw.replace('+', '%2B')}".partition("#")[0]))
    return read_app(unquote(place).strip("/ "), query, raw)


def _phone(place: str, _query: Query, _raw: str) -> Found:
    return "phone", place


def _callto(place: str, _query: Query, _raw: str) -> Found:
    """Skype took the scheme for its own names."""
    return "phone" if any(letter.isdigit() for letter in place) else "skype", place


def _sms(place: str, query: Query, _raw: str) -> Found:
    number = query.get("addresses", "") if place.startswith("open") else place
    return "sms", re.split(r"[,;:]", number)[0]


def _mailto(place: str, query: Query, _raw: str) -> Found:
    found = _ADDRESS.search(place) or _ADDRESS.search(query.get("to", ""))
    return ("email", found.group()) if found else None


def _apple(place: str, _query: Query, _raw: str) -> Found:
    return "apple_messages", place


def _whatsapp(place: str, query: Query, _raw: str) -> Found:
    if "phone" in query:
        return "whatsapp", with_plus(query["phone"])
    return ("whatsapp", place) if place and place != "send" else None


def _telegram(place: str, query: Query, _raw: str) -> Found:
    if place != "resolve":
        return None
    if "phone" in query:
        return "telegram", with_plus(query["phone"])
    name = query.get("domain", "")
    return ("telegram", name) if name and name not in RESERVED else None


def _viber(place: str, query: Query, _raw: str) -> Found:
    if place in {"pa", "pa/info"}:
        bot = query.get("chaturi") or query.get("uri")
        return ("viber", bot) if bot else None
    known = place in {"chat", "add", "contact"} and "number" in query
    return ("viber", with_plus(query["number"])) if known else None


def _line(place: str, _query: Query, _raw: str) -> Found:
    place = place.removeprefix("R/").removeprefix("r/")
    if place.lower().startswith("oamessage/"):
        return "line", place.split("/")[1]
    return ("line", place[5:].removeprefix("~")) if place.startswith("ti/p/") else None


def _wechat(place: str, _query: Query, raw: str) -> Found:
    if place.startswith("contacts/profile/"):
        return "wechat", place.removeprefix("contacts/profile/")
    return ("wechat", unquote(raw)) if place == "dl/chat" else None


def _messenger(place: str, _query: Query, _raw: str) -> Found:
    kind, _, name = place.partition("/")
    return ("messenger", name) if kind in {"user", "user-thread"} and name else None


def _skype(place: str, _query: Query, _raw: str) -> Found:
    return "skype", place.split(";", maxsplit=1)[0]


def _snapchat(place: str, _query: Query, _raw: str) -> Found:
    return ("snapchat", place.removeprefix("add/")) if place.startswith("add/") else None


def _facebook(place: str, _query: Query, _raw: str) -> Found:
    kind, _, name = place.partition("/")
    return ("facebook", name) if kind in {"profile", "page"} and name else None


def _signal(place: str, _query: Query, _raw: str) -> Found:
    _, mark, number = place.partition("#p/")
    return ("signal", number) if mark else None


def _teams(place: str, query: Query, _raw: str) -> Found:
    place = place.removeprefix("teams.microsoft.com/")
    named = place.startswith(("l/chat", "l/call")) and query.get("users", "")
    return ("microsoft_teams", named.split(",")[0]) if named else None


def _kakao(place: str, _query: Query, _raw: str) -> Found:
    named = re.fullmatch(r"plusfriend/(?:home|friend|chat)/@?(.{2,60})", place)
    return ("kakaotalk", named.group(1)) if named else None


def _discord(place: str, _query: Query, _raw: str) -> Found:
    return ("discord", place.removeprefix("-/users/")) if place.startswith("-/users/") else None


def _yahoo(place: str, _query: Query, raw: str) -> Found:
    return ("yahoo_messenger", unquote(raw)) if place == "sendim" else None


def _named(channel: str, parameter: str) -> App:
    """Apps that name somebody in a parameter."""

    def read_query(_place: str, query: Query, _raw: str) -> Found:
        return (channel, query[parameter]) if query.get(parameter) else None

    return read_query


_APPS: Mapping[str, App] = {
    "tel": _phone,
    "callto": _callto,
    **dict.fromkeys(("sms", "smsto", "mms", "mmsto"), _sms),
    "mailto": _mailto,
    "imessage": _apple,
    "whatsapp": _whatsapp,
    "tg": _telegram,
    "viber": _viber,
    "line": _line,
    **dict.fromkeys(("weixin", "wechat"), _wechat),
    "fb-messenger": _messenger,
    "skype": _skype,
    **dict.fromkeys(("mqqwpa", "mqqapi", "tencent", "mqq"), _named("qq", "uin")),
    "twitter": _named("x", "screen_name"),
    "instagram": _named("instagram", "username"),
    "fb": _facebook,
    "snapchat": _snapchat,
    "sgnl": _signal,
    "msteams": _teams,
    "threema": _named("threema", "id"),
    "zalo": _named("zalo", "phone"),
    "kakaoplus": _kakao,
    "discord": _discord,
    "ymsgr": _yahoo,
    "aim": _named("aim", "screenname"),
    "msnim": _named("msn_messenger", "contact"),
    "gtalk": _named("google_talk", "jid"),
}
SCHEMES = tuple(_APPS)
"""The schemes that are read."""
