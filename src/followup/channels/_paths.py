"""How one site after the other writes whom a path shows."""

from __future__ import annotations

import re

from collections.abc import Callable, Mapping
from urllib.parse import SplitResult, parse_qs

from followup.channels._reserved import ELSEWHERE, OWN, RESERVED
from followup.channels.handles import Handle, HandleKind


_FILES = (".php", ".js", ".html", ".htm", ".aspx", ".png")
_VERSION = re.compile(r"v\d{1,3}\.\d{1,3}")
_TRAILING_ID = re.compile(r".*-(\d{9,20})")
_VK_PAGES = re.compile(r"(?:wall|photo|video|album|topic|app|doc|clip|market|audio)s?-?\d.*")

Found = tuple[str, str] | Handle | None
"""A channel and a bare handle on it, or a short link that hides one; None where the link is no contact."""


def query_of(target: SplitResult) -> Mapping[str, str]:
    """The first value of each parameter, in small letters; empty where there are too many to be true."""
    try:
        named = parse_qs(target.query, max_num_fields=40)
    except ValueError:
        return {}
    return {name.lower(): values[0] for name, values in named.items()}


def with_plus(number: str) -> str:
    """Click-to-chat links carry the country code without its plus."""
    digits = "".join(letter for letter in number if letter.isdecimal())
    return f"+{digits.lstrip('0')}"


def short(channel: str, code: str) -> Handle | None:
    """A link that reaches somebody without showing whom."""
    known = re.fullmatch(r"[A-Za-z0-9_\-]{3,100}={0,2}", code)
    return Handle(channel=channel, kind=HandleKind.SHORT_LINK, value=code) if known else None


Path = list[str]
Query = Mapping[str, str]
Site = Callable[[Path, Query, str], Found]


def profile(channel: str) -> Site:
    """Sites where the first part of a path is a user name, unless it is one of the site's own words."""
    reserved = RESERVED | OWN.get(channel, frozenset())

    def read_path(path: Path, query: Query, _fragment: str) -> Found:
        first, second = [*map(str.lower, path[:2]), "", ""][:2]
        if not first or first in reserved or first.endswith(_FILES) or "text" in query:
            return None
        if second in ELSEWHERE or _VERSION.fullmatch(first):
            return None
        return channel, path[0].removeprefix("@")

    return read_path


def handled(channel: str, prefix: str) -> Site:
    """Sites where only paths with a mark in front are people: ``@name``, ``add/name``, ``m/name``."""

    def read_path(path: Path, _query: Query, _fragment: str) -> Found:
        joined = "/".join(path)
        name = joined.removeprefix(prefix).split("/")[0]
        return (channel, name) if joined.startswith(prefix) and name else None

    return read_path


def whatsapp(path: Path, query: Query, _fragment: str) -> Found:
    """A number in the path or in ``phone=``; message/… is a business's short link, channel/… nobody."""
    if path[:1] == ["message"] and len(path) == 2:
        return short("whatsapp", path[1])
    number = query.get("phone") or (path[-1] if path and path[0] != "send" else "")
    named = path and path[0] in {"channel", "message", "qr"}
    if named or not re.fullmatch(r"[+\d\s().\-]{6,30}", number):
        return None
    return "whatsapp", with_plus(number)


def telegram(path: Path, query: Query, fragment: str) -> Found:
    """A user name, a number behind a plus; an invitation to a group, behind a plus too, is nobody."""
    if path and path[0].startswith(("+", " ")):
        # Digits are a number; with letters it is an invitation to a group.
        number = re.fullmatch(r"[+ ]\d{7,15}", path[0])
        return ("telegram", with_plus(path[0])) if number else None
    if path[:1] == ["m"] and len(path) == 2:
        return short("telegram", path[1])
    if path and path[0] == "s" and len(path) > 1:
        path = path[1:]
    if {"startgroup", "startchannel", "voicechat", "videochat", "livestream"} & query.keys():
        return None
    return profile("telegram")(path, {}, fragment)


def telegram_web(_path: Path, _query: Query, fragment: str) -> Found:
    """The web client keeps the user name in the fragment."""
    named = re.fullmatch(r"(?:/im\?p=)?@(\w{3,40})", fragment)
    return ("telegram", named.group(1)) if named else None


def messenger(path: Path, _query: Query, _fragment: str) -> Found:
    """Threads with one person: t/…, e2ee/t/…, msg/…."""
    if path[:1] == ["messages"]:
        path = path[1:]
    told = path[:1] in (["t"], ["e2ee"], ["msg"]) and len(path) > 1
    return ("messenger", path[-1]) if told else None


def m_me(path: Path, _query: Query, _fragment: str) -> Found:
    """The user name; invitations to chats and groups are nobody."""
    invites = len(path) > 1 and path[0] in {"j", "ch", "cm", "g"}
    return None if invites else profile("messenger")(path, {}, "")


def facebook(path: Path, query: Query, fragment: str) -> Found:
    """Pages and people by name or by number, in the many forms that the site has had."""
    path = fragment[2:].split("/") if fragment.startswith("!/") else path
    head, rest = (path[0].lower(), path[1:]) if path else ("", [])
    if head in {"messages", "msg"}:
        return messenger(path, query, fragment)
    if head == "profile.php":
        return ("facebook", query["id"]) if query.get("id", "").isdigit() else None
    if head in {"pages", "people", "p", "profile", "pg"}:
        named = rest[-1] if rest else ""
        found = _TRAILING_ID.fullmatch(named)
        number = named if named.isdigit() else found.group(1) if found else None
        if number or head != "pg":
            return ("facebook", number) if number else None
        return profile("facebook")(rest, query, fragment)
    if head and (found := _TRAILING_ID.fullmatch(head)):
        return "facebook", found.group(1)
    return profile("facebook")(path, query, fragment)


def instagram(path: Path, query: Query, fragment: str) -> Found:
    """The user name, also behind the app's ``_u/``."""
    path = path[1:] if path[:1] == ["_u"] else path
    return profile("instagram")(path, query, fragment)


def x(path: Path, query: Query, fragment: str) -> Found:
    """The user name, or the number of an account in intents and messages."""
    if fragment.startswith("!/"):
        path = fragment[2:].split("/")
    if path[:2] in (["intent", "user"], ["intent", "follow"]):
        named = query.get("screen_name") or query.get("user_id")
        return ("x", named) if named else None
    if path[:2] in (["messages", "compose"], ["direct_messages", "create"]):
        return ("x", query["recipient_id"]) if "recipient_id" in query else None
    if path[:2] == ["i", "user"] and len(path) > 2:
        return "x", path[2]
    return profile("x")(path, query, fragment)


def linkedin(path: Path, _query: Query, _fragment: str) -> Found:
    """People (in/…, the old pub/…) and companies (company/…, school/…, showcase/…)."""
    path = path[1:] if path[:1] == ["mwlite"] else path
    if len(path) < 2 or path[:2] == ["company", "setup"]:
        return None
    if path[0] == "pub" and len(path) == 5:
        return "linkedin", "in/" + "-".join([path[1], f"{path[4]}{path[3]}{path[2]}"])
    if path[0] in {"in", "pub"}:
        return "linkedin", f"in/{path[1]}"
    if path[0] in {"company", "school", "showcase"}:
        return "linkedin", f"company/{path[1]}"
    return None


def line(path: Path, query: Query, _fragment: str) -> Found:
    """Accounts by their id; personal links with a token show nobody."""
    path = path[1:] if path[:1] == ["R"] else path
    if path[:2] == ["ti", "p"] and len(path) == 3:
        return "line", path[2].replace("~", "", 1)
    if path[:1] == ["oaMessage"] and len(path) > 1:
        return "line", path[1]
    if path[:3] == ["home", "public", "main"] and query.get("id"):
        return "line", f"@{query['id'].removeprefix('@')}"
    return None


def line_page(path: Path, query: Query, _fragment: str) -> Found:
    """Pages of official accounts, whose ids are written without their at sign there."""
    named = query.get("accountid") or (path[0] if path else "")
    return ("line", f"@{named.removeprefix('@')}") if named else None


def kakao_open(path: Path, _query: Query, _fragment: str) -> Found:
    """Open chats with one person; those of a group begin with g."""
    alone = path[:1] == ["o"] and len(path) == 2 and path[1].startswith("s")
    return short("kakaotalk", path[1]) if alone else None


def youtube(path: Path, query: Query, fragment: str) -> Found:
    """Handles, and the older user/…, c/… and channel/…."""
    if path[:1] in (["user"], ["c"], ["channel"]):
        path = path[1:]
    return profile("youtube")(path, query, fragment)


def vk(path: Path, query: Query, fragment: str) -> Found:
    """Names and numbers of people and groups; the site's own pages are nobody."""
    if path[:1] == ["im"] and query.get("sel", "").isdigit():
        return "vk", f"id{query['sel']}"
    if not path or _VK_PAGES.fullmatch(path[0]):
        return None
    written = re.fullmatch(r"write(\d{1,12})", path[0])
    return ("vk", f"id{written.group(1)}") if written else profile("vk")(path, query, fragment)


def max_ru(path: Path, query: Query, fragment: str) -> Found:
    """A name, or a short link behind u/…."""
    return (
        short("max", path[1])
        if path[:1] == ["u"] and len(path) == 2
        else profile("max")(path, query, fragment)
    )


def zalo(path: Path, _query: Query, _fragment: str) -> Found:
    """A number or the id of an official account; g/… and s/… name nobody."""
    return ("zalo", path[0]) if path and path[0] not in {"g", "s"} else None


def signal(_path: Path, _query: Query, fragment: str) -> Found:
    """p/… is a number, eu/… a user name in cipher."""
    kind, _, value = fragment.partition("/")
    if kind == "eu":
        return short("signal", value)
    return ("signal", value) if kind == "p" else None


def snapchat(path: Path, _query: Query, _fragment: str) -> Found:
    """The user name behind add/… or an at sign."""
    if path[:1] == ["add"]:
        return ("snapchat", path[1]) if len(path) > 1 else None
    return ("snapchat", path[0][1:]) if path and path[0].startswith("@") else None


def teams(path: Path, query: Query, _fragment: str) -> Found:
    """The first of the people whom a chat or call is opened with."""
    named = path[:2] in (["l", "chat"], ["l", "call"]) and query.get("users", "")
    return ("microsoft_teams", named.split(",")[0]) if named else None


def queried(channel: str, name: str) -> Site:
    """Sites that name somebody in a parameter."""

    def read_query(_path: Path, query: Query, _fragment: str) -> Found:
        return (channel, query[name]) if query.get(name) else None

    return read_query


def shortened(channel: str) -> Site:
    """Sites of short links, whose code stands in the path and shows nobody."""

    def read_path(path: Path, _query: Query, _fragment: str) -> Found:
        return short(channel, path[0]) if len(path) == 1 else None

    return read_path
