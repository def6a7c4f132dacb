"""Registrable domains, after the public suffix list that tldextract carries. Nothing is fetched or cached on disk."""

from __future__ import annotations

from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from followup._guard import as_address, normal_host


if TYPE_CHECKING:
    from tldextract import TLDExtract
    from tldextract.tldextract import ExtractResult

# Reading the list takes 0.2 s; without it, each thread of a batch would read it once more.
_READING = Lock()
# What stands before a suffix that is let, where it is the company itself.
_LANDLORDS = ("", "www")


@lru_cache(maxsize=65_536)
def registrable_domain(host: str) -> str | None:
    """The part of a host name that somebody registered.

    Args:
        host: A host name, in any case, with or without a final dot; IDN as U-labels or A-labels.

    Returns:
        Such as ``"example.co.uk"`` for ``"www.shop.example.co.uk"``; None for an address, a bare public
        suffix or an empty name. A name under an unknown top-level domain counts its last two labels.
        What a company lets to strangers (``uk.com``, ``blogspot.com``) is a suffix too; the company's own
        name is its own.
    """
    name = normal_host(host)
    if as_address(name) is not None:
        return None
    found = _split(name)
    if found.is_private and found.domain in _LANDLORDS:
        return found.suffix
    if found.suffix:
        return f"{found.domain}.{found.suffix}" if found.domain else None
    labels = name.split(".")
    return ".".join(labels[-2:]) if len(labels) > 1 and all(labels) else None


def is_let(host: str) -> bool:
    """Whether a name stands below one that a company lets to strangers; then no registry knows since when."""
    found = _split(normal_host(host))
    return found.is_private and found.domain not in _LANDLORDS


def is_top_level(label: str) -> bool:
    """Whether a label, in small letters, is a top-level domain of the public suffix list."""
    with _READING:
        return label in _top_levels()


@cache
def _top_levels() -> frozenset[str]:
    return frozenset(suffix for suffix in _extract().tlds if "." not in suffix)


def _split(name: str) -> ExtractResult:
    with _READING:
        extract = _extract()
    return extract.extract_str(name)


@cache
def _extract() -> TLDExtract:
    """Built at the first use, its list read: it imports an HTTP stack that is never used here."""
    from tldextract import TLDExtract

    extract = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
    extract.extract_str("example.com")
    return extract
