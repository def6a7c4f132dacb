"""Which site shows whom under which path."""

from __future__ import annotations

import re

from collections.abc import Callable, Mapping
from urllib.parse import SplitResult, parse_qs, unquote


RESERVED = frozenset(
    """
    about account accounts addemoji addlist addstickers addstyle addtheme ads auction auth boost business call
    channel company compose confirmphone contact developers dialog direct download events explore feed feeds
    giftcode groups hashtag help home i intent invoice jobs joinchat legal login logout m marketplace media
    messages news nft notifications p pages photo photos plugins policies posts privacy profile.php proxy pulse
    reel reels register s search setlanguage settings share share.php sharer sharer.php signup socks status
    stories story terms tos tr tv video videos watch web
    """.split()
)
_SUBDOMAIN = re.compile(r"^(?:www|m|mobile|web|touch|[a-z]{2}(?:-[a-z]{2})?)\.")

Found = tuple[str, str] | None
"""A channel and a bare handle on it; None where the link is no contact."""


def from_web(target: SplitResult) -> Found:
    """Whom an address on the web shows."""
    host = (target.hostname or "").lower()
    if host.endswith(".t.me") and host != "www.t.me":
        return "telegram", host.removesuffix(".t.me")
    site = _SITES.get(host) or _SITES.get(_SUBDOMAIN.sub("", host))
    return site(_parts(target), query_of(target), target.fragment) if site else None


def _parts(target: SplitResult) -> list[str]:
    return [unquote(part) for part in target.path.split("/") if part]


def query_of(target: SplitResult) -> Mapping[str, str]:
    """The first value of each parameter; empty where there are too many to be true."""
    try:
        named = parse_qs(target.query, max_num_fields=40)
    except ValueError:
        return {}
    return {name: values[0] for name, values in named.items()}


Site = Callable[[list[str], Mapping[str, str], str], Found]


def _profile(channel: str) -> Site:
    def read_path(path: list[str], query: Mapping[str, str], _fragment: str) -> Found:
        if not path or path[0].lower() in RESERVED or "text" in query:
            return None
        return channel, path[0].removeprefix("@")

    return read_path


def _whatsapp(path: list[str], query: Mapping[str, str], _fragment: str) -> Found:
    number = query.get("phone") or (path[-1] if path and path[0] != "send" else "")
    if not any(letter.isdigit() for letter in number) or (
        path and path[0] in {"channel", "message"}
    ):
        return None
    return "whatsapp", with_plus(number)


def _telegram(path: list[str], query: Mapping[str, str], fragment: str) -> Found:
    if path and re.fullmatch(r"[+ ]\d{7,15}", path[0]):
        return "telegram", with_plus(path[0])
    if path and path[0] == "s" and len(path) > 1:
        path = path[1:]
    return _profile("telegram")(path, query, fragment)


def _messenger(path: list[str], _query: Mapping[str, str], _fragment: str) -> Found:
    if path[:1] == ["messages"]:
        path = path[1:]
    if path[:1] in (["t"], ["e2ee"]):
        path = path[-1:] if len(path) > 1 else []
    return ("messenger", path[0]) if path and path[0].lower() not in RESERVED else None


def _facebook(path: list[str], query: Mapping[str, str], fragment: str) -> Found:
    if path[:1] == ["messages"]:
        return _messenger(path, query, fragment)
    if path[:1] == ["profile.php"]:
        return ("facebook", query["id"]) if query.get("id", "").isdigit() else None
    if path[:1] in (["pages"], ["people"]) and path[-1].isdigit():
        return "facebook", path[-1]
    return _profile("facebook")(path, query, fragment)


def _x(path: list[str], query: Mapping[str, str], fragment: str) -> Found:
    if fragment.startswith("!/"):
        path = fragment[2:].split("/")
    named = query.get("screen_name")
    if path[:2] == ["intent", "user"] or path[:2] == ["intent", "follow"]:
        return ("x", named) if named else None
    return _profile("x")(path, query, fragment)


def _linkedin(path: list[str], _query: Mapping[str, str], _fragment: str) -> Found:
    if len(path) < 2:
        return None
    if path[0] == "pub" and len(path) == 5:
        return "linkedin", "in/" + "-".join([path[1], f"{path[4]}{path[3]}{path[2]}"])
    if path[0] in {"in", "pub"}:
        return "linkedin", f"in/{path[1]}"
    if path[0] in {"company", "school", "showcase"}:
        return "linkedin", f"company/{path[1]}"
    return None


def _line(path: list[str], _query: Mapping[str, str], _fragment: str) -> Found:
    path = path[1:] if path[:1] == ["R"] else path
    if path[:2] == ["ti", "p"] and len(path) == 3:
        return "line", path[2].replace("~", "", 1)
    return None


def _zalo(path: list[str], _query: Mapping[str, str], _fragment: str) -> Found:
    return ("zalo", path[0]) if path and path[0] != "g" else None


def _kakao(path: list[str], _query: Mapping[str, str], _fragment: str) -> Found:
    return ("kakaotalk", path[0]) if path else None


def _signal(_path: list[str], _query: Mapping[str, str], fragment: str) -> Found:
    return ("signal", fragment[2:]) if fragment.startswith("p/") else None


def _handled(channel: str, prefix: str) -> Site:
    """Sites where only paths with a mark in front are people: ``@name``, ``add/name``, ``m/name``."""

    def read_path(path: list[str], _query: Mapping[str, str], _fragment: str) -> Found:
        joined = "/".join(path)
        name = joined.removeprefix(prefix).split("/")[0]
        return (channel, name) if joined.startswith(prefix) and name else None

    return read_path


_SITES: Mapping[str, Site] = {
    "wa.me": _whatsapp,
    "api.whatsapp.com": _whatsapp,
    "web.whatsapp.com": _whatsapp,
    "whatsapp.com": _whatsapp,
    "t.me": _telegram,
    "telegram.me": _telegram,
    "telegram.dog": _telegram,
    "m.me": _messenger,
    "messenger.com": _messenger,
    "facebook.com": _facebook,
    "fb.com": _facebook,
    "fb.me": _facebook,
    "instagram.com": _profile("instagram"),
    "instagr.am": _profile("instagram"),
    "ig.me": _handled("instagram", "m/"),
    "x.com": _x,
    "twitter.com": _x,
    "linkedin.com": _linkedin,
    "line.me": _line,
    "zalo.me": _zalo,
    "pf.kakao.com": _kakao,
    "signal.me": _signal,
    "vk.com": _profile("vk"),
    "vk.me": _profile("vk"),
    "max.ru": _profile("max"),
    "tiktok.com": _handled("tiktok", "@"),
    "youtube.com": _handled("youtube", "@"),
    "threads.net": _handled("threads", "@"),
    "threads.com": _handled("threads", "@"),
    "snapchat.com": _handled("snapchat", "add/"),
    "discord.com": _handled("discord", "users/"),
    "join.skype.com": lambda *_: None,
}


def with_plus(number: str) -> str:
    """Click-to-chat links carry the country code without its plus."""
    digits = "".join(letter for letter in number if letter.isdecimal())
    return f"+{digits.lstrip('0')}"
