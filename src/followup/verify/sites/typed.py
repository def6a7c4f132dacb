"""What people type into a field for a website, as URLs to try."""

from __future__ import annotations

import re

from followup._guard import as_address, split_url
from followup._suffix import registrable_domain


_LONGEST, _LONGEST_HOST = 2_000, 253
# http:/x, http//x, htp://x, https:x, http://https://x and the like; the last one is meant.
_SCHEMES = re.compile(r"^(?:(h?t{1,3}ps?)(?::/{0,3}|/{2})(?=[^/:]))+", re.IGNORECASE)
# "Web:www.example.es"; behind a colon of a port there are only digits.
_NAMED = re.compile(r"^[^\W\d_]{2,20}:(?=[^/]*[^\W\d_])")
_AROUND = " \t\r\n<>\"'()[]{},"
_APART = re.compile(r"[\s;|]+")
_WIDE = {0xFF1A: ":", 0xFF0F: "/", 0xFF0E: ".", 0x3002: ".", 0xFF1B: ";", 0xFF5C: "|"}
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")


def typed_url(text: str) -> str | None:
    """An absolute URL for what somebody typed, or None where it names no host.

    Words around it are dropped (``"see www.example.es (Spain)"``), the scheme is https where none was typed.
    A host that nobody can have, such as one with a comma, is a slip, and tells nothing.
    """
    for word in _APART.split(text[:_LONGEST].translate(_WIDE)):
        bare = word.strip(_AROUND).rstrip(".!?").removeprefix("//")
        found = _SCHEMES.match(bare)
        rest = bare[found.end() :] if found else _NAMED.sub("", bare)
        scheme = "http" if found and not found[1].lower().endswith("s") else "https"
        if "." in rest.partition("/")[0] and "@" not in rest.partition("/")[0]:
            try:
                target = split_url(f"{scheme}://{rest}")
            except ValueError:
                continue
            if _can_be(target.hostname or ""):
                return target.geturl()
    return None


def _can_be(host: str) -> bool:
    """Whether a host may exist: an address, or labels of letters, digits and hyphens inside."""
    if as_address(host) is not None:
        return True
    return len(host) <= _LONGEST_HOST and all(map(_LABEL.fullmatch, host.split(".")))


def sister_host(host: str) -> str | None:
    """The apex for a www name and the www name for an apex; None for others and for addresses."""
    if as_address(host) is not None:
        return None
    apex = registrable_domain(host)
    if host == apex:
        return f"www.{apex}"
    return apex if host == f"www.{apex}" else None


def tries(url: str) -> tuple[str, ...]:
    """The URLs to try, in their order: https then http, the host as typed, then its sister.

    A port that was typed says which scheme is meant.
    """
    target = split_url(url)
    if target.port is not None:
        return (url,)
    host = target.hostname or ""
    hosts = [host, *filter(None, [sister_host(host)])]
    return tuple(
        target._replace(scheme=scheme, netloc=f"[{one}]" if ":" in one else one).geturl()
        for one in hosts
        for scheme in ("https", "http")
    )
