"""What people type into a field for a website, as URLs to try."""

from __future__ import annotations

import re

from followup._guard import as_address, split_url
from followup._suffix import registrable_domain


_LONGEST = 2_000
# http:/x, http//x, htp://x, https:x and the like.
_SCHEME = re.compile(r"^(h?t{1,3}ps?)(?::/{0,3}|/{2})(?=[^/:])", re.IGNORECASE)
_AROUND = " \t\r\n<>\"'()[]{},;"


def typed_url(text: str) -> str | None:
    """An absolute URL for what somebody typed, or None where it names no host.

    Words around it are dropped (``"see www.example.es (Spain)"``), the scheme is https where none was typed.
    """
    for word in text[:_LONGEST].split():
        bare = word.strip(_AROUND).rstrip(".!?")
        found = _SCHEME.match(bare)
        rest = bare[found.end() :] if found else bare
        scheme = "http" if found and not found[1].lower().endswith("s") else "https"
        if "." in rest.partition("/")[0] and "@" not in rest.partition("/")[0]:
            try:
                return split_url(f"{scheme}://{rest}").geturl()
            except ValueError:
                continue
    return None


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
