"""Where a text or a page mentions how somebody can be reached: links, addresses, numbers, names."""

from __future__ import annotations

import itertools

import attrs

from followup._normal import require_text
from followup._phone import home_of_calls
from followup._value import Value
from followup.channels.handles import Handle, HandleKind
from followup.channels.links import link
from followup.channels.parsing import parse
from followup.data import BUNDLED, Facts
from followup.models import ContactPoint


_MOST = 1_000


@attrs.frozen(kw_only=True)
class Mention(Value):
    """One place where somebody can be reached is mentioned.

    Attributes:
        contact_point: The channel, and the handle in normal form; the link itself where it hides the handle.
        start: Where it begins in the text; in a page, in its readable text.
        end: Where it ends.
        quote: What stands there.
    """

    contact_point: ContactPoint
    start: int
    end: int
    quote: str


def mentions(
    text_or_html: str, *, region: str | None = None, facts: Facts = BUNDLED
) -> tuple[Mention, ...]:
    """Find where contact points stand in a mail, a signature or a page.

    Args:
        text_or_html: A text or HTML; of a page at most 1 MiB is read, of a text 200,000 letters.
        region: The country in which national numbers are meant; without it they are read only where
            they carry a country code.
        facts: The tables to look in.

    Returns:
        All of them in the order of the text, at most 1,000, on retired channels too.

    Raises:
        InvalidValue: It is no text, or the region is not a country code.
    """
    require_text("text_or_html", text_or_html)
    from followup.channels._finding import finds
    from followup.channels._page import readable

    home = home_of_calls(region)
    text = readable(
        text_or_html, lambda address: parse(address, region=home, facts=facts) is not None
    )
    found = (
        Mention(
            contact_point=ContactPoint(handle.channel, _written(handle, facts)),
            start=start,
            end=end,
            quote=text[start:end],
        )
        for start, end, handle in finds(text, home, facts)
        if handle is not None
    )
    return tuple(itertools.islice(found, _MOST))


def _written(handle: Handle, facts: Facts) -> str:
    if handle.kind is HandleKind.SHORT_LINK:
        return str(link(handle, facts=facts))
    return f"company/{handle.value}" if handle.kind is HandleKind.COMPANY else handle.value
