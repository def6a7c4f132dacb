"""Contact points in a text or a page, each once."""

from __future__ import annotations

from followup.channels.mentioned import mentions
from followup.channels.registry import get
from followup.data import BUNDLED, Facts
from followup.models import ContactPoint


_MOST = 200


def extract(
    text_or_html: str, *, region: str | None = None, facts: Facts = BUNDLED
) -> tuple[ContactPoint, ...]:
    """Find contact points in a mail, a signature or a page.

    Args:
        text_or_html: A text or HTML; of a page at most 1 MiB is read, of a text 200,000 letters.
        region: The country in which national numbers are meant; without it they are read only where
            they carry a country code.
        facts: The tables to look in.

    Returns:
        Each contact point once, in the order in which it is first met, at most 200; values in normal
        form, or the link itself where the handle is hidden in it. Handles on channels that have been
        retired, such as Skype names, lead nowhere and are left out; ``mentions`` gives them too.

    Raises:
        InvalidValue: It is no text, or the region is not a country code.
    """
    seen: dict[tuple[str, str], ContactPoint] = {}
    for mention in mentions(text_or_html, region=region, facts=facts):
        point = mention.contact_point
        if get(point.channel, facts=facts).ended is None:
            seen.setdefault((point.channel, point.value.casefold()), point)
    return tuple(seen.values())[:_MOST]
