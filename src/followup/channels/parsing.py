"""Links as people paste them: which channel and which handle they lead to.

Only documented forms and forms in wide use are read. Links to share, to log in or to join a group are
not contacts, and neither are reserved names.
"""

from __future__ import annotations

import re

from urllib.parse import SplitResult, urlsplit

from followup._normal import require_text
from followup.channels._labels import labels, names
from followup.channels._paths import Found
from followup.channels._schemes import from_scheme
from followup.channels._sites import from_web, is_elsewhere
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
        InvalidValue: It is no text, or the region is not a country code.
    """
    require_text("text", text)
    bare = _unwrapped(text.strip())
    if not bare or len(bare) > _LONGEST or is_elsewhere(bare):
        return None
    scheme = _SCHEME.match(bare)
    if scheme and not bare.lower().startswith(("http:", "https:")):
        found = from_scheme(scheme.group()[:-1].lower(), bare)
        return _handle(found, region, facts) or _labelled(bare, region, facts)
    target = _web(bare)
    if target is not None:
        return _handle(from_web(target), region, facts)
    return (
        read("email", bare, facts=facts)
        or _labelled(bare, region, facts)
        or read("phone", bare, region=region, facts=facts)
    )


def _unwrapped(text: str) -> str:
    """Without the angle brackets that set an address off (RFC 3986, appendix C)."""
    return text[1:-1].strip() if text.startswith("<") and text.endswith(">") else text


def _labelled(text: str, region: str | None, facts: Facts) -> Handle | None:
    """A number or a name behind a word that says what it is."""
    label = next(facts.view(labels).in_front(text), None)
    if label is None or label.start or "://" in text:
        return None
    value = text[label.end :]
    for slug in label.channels:
        channel = find(slug, facts=facts)
        handle = read(channel, value, region=region, facts=facts) if channel else None
        if handle and (handle.kind is HandleKind.PHONE or names(label, value)):
            return handle
    return None


def _handle(found: Found, region: str | None, facts: Facts) -> Handle | None:
    if found is None or isinstance(found, Handle):
        return found if found and find(found.channel, facts=facts) else None
    channel = find(found[0], facts=facts)
    return read(channel, found[1], region=region, facts=facts) if channel else None


def _web(text: str) -> SplitResult | None:
    """An address on the web, with or without its scheme; None where the text looks like something else."""
    text = f"https:{text}" if text.startswith("//") else text
    if not text.lower().startswith(("http:", "https:")):
        host = text.split("/", 1)[0]
        if "/" not in text or "@" in host or "." not in host:
            return None
        text = f"https://{text}"
    try:
        return urlsplit(text)
    except ValueError:
        return None
