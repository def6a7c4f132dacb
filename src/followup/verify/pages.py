"""What one page is: working, parked, for sale, a default page … Pure; scripts are not run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

import attrs

from followup._guard import normal_host
from followup._html import HtmlText, read_html
from followup.data import BUNDLED, Facts, Row
from followup.errors import DataError
from followup.evidence import Finding
from followup.verify.reports import PageReport, SiteKind
from followup.verify.weights import finding


_LONGEST_PAGE = 1 << 20
_LONGEST_TEXT = 200_000
_SCHEME = "scheme"
_ENOUGH = 2
_ZONES = ("raw", "text", "title", "host", "named")
# A mark for so short a page must be all that it says.
_WHOLE_TEXT = 60
# From the most telling kind to the least: a parked page may also offer the domain for sale.
_ORDER = tuple(
    SiteKind(name)
    for name in (
        "expired parked for_sale suspended unconfigured challenge intermediary server_default"
        " maintenance coming_soon error template"
    ).split()
)
# A page that needs scripts to show anything is not empty; we only cannot read it.
_NOT_EMPTY = ("<script", "<img", "<iframe", "<frame", "<object", "<embed", "<svg", "<canvas")


@attrs.frozen(kw_only=True)
class _Mark:
    """One row of the table of marks."""

    kind: str
    zone: str
    strong: bool
    longest: int
    words: str

    def is_in(self, seen: _Seen) -> bool:
        """Whether it is to be found, on a page short enough for it to mean something."""
        if self.longest and len(seen.text) > self.longest:
            return False
        if self.zone == "host":
            return bool(seen.host) and seen.title.removeprefix("www.").strip(" /") == seen.host
        if self.zone == "text" and 0 < self.longest <= _WHOLE_TEXT:
            return seen.text.strip(" \n.!") == self.words.strip("!")
        if self.zone == "named":
            return bool(seen.host) and seen.host in seen.title and self.words in seen.title
        zone: str = getattr(seen, self.zone)
        return self.words in zone


@attrs.frozen
class _Seen:
    """A page, as the marks look at it: all in small letters."""

    raw: str
    text: str
    title: str
    host: str


def read_page(
    html: bytes,
    *,
    url: str | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    facts: Facts = BUNDLED,
) -> PageReport:
    """What a page is.

    One strong mark decides, or two weak ones of the same kind; most marks count only on pages with few
    words, because real companies also write about parking, maintenance and things that come soon.

    Args:
        html: The octets of the page; beyond 1 MiB they are not read.
        url: Where it was found; a title that is only the host's name is a mark.
        status: The HTTP status code.
        headers: The HTTP headers, for the charset; names in any case.
        facts: The table ``page_marks``.
    """
    page = html[:_LONGEST_PAGE]
    words = read_html(page, charset=_charset(headers or {}))
    seen = _Seen(
        raw=page.decode("latin-1").lower(),
        text=words.text.lower(),
        title=words.title.lower(),
        host=_host(url),
    )
    marks = _marks(seen, facts)
    kind = _kind(marks, words, status, seen)
    return PageReport(
        kind=kind,
        status=status,
        url=url,
        title=words.title,
        language=words.language,
        text=words.text[:_LONGEST_TEXT],
        evidence=marks.get(kind.value, ()),
        findings=tuple(_findings(marks, facts)),
    )


def _charset(headers: Mapping[str, str]) -> str | None:
    kind = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    _, found, label = kind.lower().partition("charset=")
    return label.split(";")[0].strip(" \"'") if found else None


def _host(url: str | None) -> str:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return normal_host(host).removeprefix("www.")


def _marks(seen: _Seen, facts: Facts) -> Mapping[str, tuple[str, ...]]:
    """The kinds that the page has marks enough for, with the marks."""
    strong: set[str] = set()
    found: defaultdict[str, list[str]] = defaultdict(list)
    for mark in facts.view(_all_marks):
        if mark.is_in(seen):
            found[mark.kind].append(mark.words or seen.title)
            if mark.strong:
                strong.add(mark.kind)
    enough = {kind for kind, said in found.items() if kind in strong or _count(said) >= _ENOUGH}
    return {kind: tuple(dict.fromkeys(found[kind])) for kind in enough}


def _count(quotes: list[str]) -> int:
    """How many marks say something of their own: one inside another is the same words again."""
    return sum(not any(one != other and one in other for other in quotes) for one in set(quotes))


def _all_marks(facts: Facts) -> tuple[_Mark, ...]:
    return tuple(_mark(row) for row in facts.table("page_marks").rows)


def _mark(row: Row) -> _Mark:
    if row["zone"] not in _ZONES or not row["longest"].isdecimal():
        raise DataError(
            f"page_marks, {row['mark']!r}: use a zone among {_ZONES} and a number of characters."
        )
    return _Mark(
        kind=row["kind"],
        zone=row["zone"],
        strong=row["strength"] == "strong",
        longest=int(row["longest"]),
        words=row["mark"].lower(),
    )


def _kind(
    marks: Mapping[str, tuple[str, ...]], words: HtmlText, status: int, seen: _Seen
) -> SiteKind:
    marked = next((kind for kind in _ORDER if kind.value in marks), None)
    if marked is not None:
        return marked
    if status >= 400:
        return SiteKind.ERROR
    if words.text.strip():
        return SiteKind.WORKING
    return SiteKind.UNKNOWN if any(tag in seen.raw for tag in _NOT_EMPTY) else SiteKind.EMPTY


def _findings(marks: Mapping[str, tuple[str, ...]], facts: Facts) -> Iterable[Finding]:
    if _SCHEME in marks:
        quote = ", ".join(marks[_SCHEME][:5])
        reason = "The page speaks as get-rich-quick schemes or sellers of replicas do."
        yield finding("page.scheme", reason, quote=quote, facts=facts)
