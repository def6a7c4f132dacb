"""Which site belongs to which channel."""

from __future__ import annotations

import re

from collections.abc import Mapping
from urllib.parse import SplitResult, unquote

from followup.channels import _paths as paths
from followup.channels._paths import Found, Site, query_of
from followup.channels._reserved import RESERVED


_SUBDOMAIN = re.compile(r"^(?:www|m|mobile|mbasic|touch|web|[a-z]{2}(?:-[a-z]{2})?)\.")


# Without a port, a user, or letters that a host name has in other scripts.
_PLAIN = re.compile(r"https?://([\w.-]+)(?=[/?#]|\Z)", re.ASCII | re.IGNORECASE)


def is_elsewhere(address: str) -> bool:
    """Whether a plain address on the web belongs to no channel: most do not, and to split one takes longer."""
    named = _PLAIN.match(address)
    if named is None:
        return False
    host = named[1].lower().rstrip(".")
    return not host.endswith(".t.me") and _site(host) is None


def from_web(target: SplitResult) -> Found:
    """Whom an address on the web shows."""
    host = (target.hostname or "").lower().rstrip(".")
    if host.endswith(".t.me") and host != "www.t.me":
        name = host.removesuffix(".t.me")
        return None if name in RESERVED else ("telegram", name)
    site = _site(host)
    return site(_parts(target), query_of(target), target.fragment) if site else None


def _site(host: str) -> Site | None:
    return _SITES.get(host) or _SITES.get(_SUBDOMAIN.sub("", host))


def _parts(target: SplitResult) -> list[str]:
    return [unquote(part).strip("/") for part in target.path.split("/") if part]


_SITES: Mapping[str, Site] = {
    **dict.fromkeys(
        ("wa.me", "api.whatsapp.com", "web.whatsapp.com", "whatsapp.com"), paths.whatsapp
    ),
    **dict.fromkeys(("t.me", "telegram.me", "telegram.dog"), paths.telegram),
    "web.telegram.org": paths.telegram_web,
    "m.me": paths.m_me,
    "messenger.com": paths.messenger,
    **dict.fromkeys(("facebook.com", "fb.com", "fb.me", "fb.co"), paths.facebook),
    **dict.fromkeys(("instagram.com", "instagr.am"), paths.instagram),
    "ig.me": paths.handled("instagram", "m/"),
    **dict.fromkeys(("x.com", "twitter.com"), paths.x),
    "linkedin.com": paths.linkedin,
    "line.me": paths.line,
    "page.line.me": paths.line_page,
    "lin.ee": paths.shortened("line"),
    "zalo.me": paths.zalo,
    "chats.viber.com": paths.profile("viber"),
    "chat.zalo.me": paths.queried("zalo", "phone"),
    "pf.kakao.com": paths.profile("kakaotalk"),
    "plus.kakao.com": paths.handled("kakaotalk", "home/@"),
    "open.kakao.com": paths.kakao_open,
    "signal.me": paths.signal,
    "u.wechat.com": paths.shortened("wechat"),
    "open.weixin.qq.com": paths.queried("wechat", "username"),
    "wpa.qq.com": paths.queried("qq", "uin"),
    **dict.fromkeys(("vk.com", "vk.me", "vk.ru", "vkontakte.ru"), paths.vk),
    "max.ru": paths.max_ru,
    "threema.id": paths.profile("threema"),
    "eitaa.com": paths.profile("eitaa"),
    "rubika.ir": paths.profile("rubika"),
    "ble.ir": paths.profile("bale"),
    "tiktok.com": paths.handled("tiktok", "@"),
    "youtube.com": paths.youtube,
    **dict.fromkeys(("threads.net", "threads.com"), paths.handled("threads", "@")),
    "snapchat.com": paths.snapchat,
    **dict.fromkeys(("discord.com", "discordapp.com"), paths.handled("discord", "users/")),
    **dict.fromkeys(("teams.microsoft.com", "teams.live.com"), paths.teams),
}
