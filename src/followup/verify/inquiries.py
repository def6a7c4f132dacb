"""What the words of an inquiry tell: mass-sent, fraudulent or empty, or specific and real. Never decisive."""

from __future__ import annotations

import re

from collections import defaultdict
from collections.abc import Iterable, Mapping

from followup._normal import require_a
from followup._suffix import registrable_domain
from followup.data import BUNDLED, Facts
from followup.models import Inquiry
from followup.verify.alignments import alignment
from followup.verify.reports import InquiryReport, Relation
from followup.verify.weights import finding, ranked, score_of


_LONGEST = 20_000
_MOST_LINKS = 20
_FEWEST_WORDS = 4
_QUANTITY = re.compile(
    r"(?<![A-Za-z\d])\d{1,9}(?:[.,]\d{1,3})?\s{0,2}(?:pcs?|pieces?|units?|sets?|pairs?|cartons?|boxes|pallets?|containers?|tons?|tonnes?|kgs?|"
    r"unidades|piezas|piezas|peças|pièces|unités|stück|pezzi|unità|штук|шт|adet|buah|unit|cái|chiếc|इकाइयाँ|नग|قطعة|وحدة)\b"
    r"|\d{1,9}\s{0,2}(?:个|台|件|套|支|只|箱|吨|個|本|枚|개|대|세트|หลอด|ชิ้น|เครื่อง|ชุด|ตัว|عدد|दर्जन)|จำนวน\s?\d{1,9}",
    re.IGNORECASE,
)
# ICC Incoterms 2020, and three of 2010 and before that are still written; in capitals, as they are.
_TERMS = re.compile(
    r"(?<![A-Za-z])(?:EXW|FCA|FAS|FOB|CFR|CNF|C&F|CIF|CPT|CIP|DAP|DPU|DDP|DAT|DDU|L/C|T/T|MOQ|HS code)(?![A-Za-z])"
)
_SPECIFICATION = re.compile(
    r"(?<![A-Za-z\d])\d{1,6}(?:[.,]\d{1,3})?\s{0,2}(?:mm|cm|kw|w|watts?|v|volts?|hz|nm|m3/h|m³/h|l/h|bar|mpa|°c|inch|μm|ml|psi|gpm|квт|вт|мм|см|куб\.? ?м)(?![a-zа-я])|\d{1,6}\s{0,2}(?:瓦|毫米|千瓦|伏|立方|ワット|와트|วัตต์|वाट|واط|وات)",
    re.IGNORECASE,
)
_QUESTION = ("?", "\uff1f", "\u061f")
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@((?:[\w-]{1,63}\.){1,4}[a-z]{2,24})(?![\w-])", re.IGNORECASE
)
_FILE = re.compile(
    r"(?<![\w/@.])[\w()-][\w().-]{0,60}?\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|ace|gz|html?|exe|scr|js|iso|img|lnk|jar"
    r"|vbs|bat|cmd|com|msi|jpe?g|png|dwg|dxf|step|stp)(?![\w/.@-])",
    re.IGNORECASE,
)
# Files that run, or that hide what runs, when they are opened.
_RUNS = (
    ".exe",
    ".scr",
    ".js",
    ".iso",
    ".img",
    ".lnk",
    ".jar",
    ".vbs",
    ".bat",
    ".cmd",
    ".com",
    ".msi",
    ".ace",
    ".htm",
    ".html",
)
_MOST_FILES = 10
# What speaks of goods that are wanted; a destination alone may be a tourist's.
_OF_GOODS = frozenset({"quantity", "terms", "specification", "product"})
_REQUEST = "request"
_ONLY_HINTS = {"fraud_hint": "fraud", "introduction": "pitch"}
_Plain = tuple[str, str]
_Composed = tuple[str, tuple[tuple[str, ...], ...]]
_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"']{3,200}", re.IGNORECASE)
_SAYS = {
    "mass": "It uses phrases of letters that are sent to many sellers.",
    "fraud": "It uses phrases of advance-fee and payment fraud.",
    "pitch": "It offers something instead of asking for it.",
    "destination": "It names where the goods shall go.",
    "question": "It asks a question.",
    "quantity": "It names a quantity.",
    "terms": "It speaks of terms of trade.",
    "specification": "It names technical data.",
    "product": "It names a product that it was sent about.",
    "empty": "It says next to nothing.",
    "links": "It holds links.",
    "other_domain": "It links to a domain that is not the sender's.",
    "attachments": "It names files.",
    "dangerous_attachment": "It names a file that runs when it is opened, or that hides one.",
    "company_in_mail": "The sender's e-mail domain bears the name of the company that is claimed.",
    "signature_agrees": "It is signed with the sender's own domain.",
    "signature_differs": "It gives an address at another domain than the sender's.",
}


def inquiry(message: Inquiry, *, facts: Facts = BUNDLED) -> InquiryReport:
    """What the words of an inquiry tell of the one who sent it.

    Phrases are known in thirteen languages; in others only numbers, terms of trade and links are seen.

    Args:
        message: The inquiry; the first 20,000 characters of its text are read.
        facts: The tables ``inquiry_phrases`` and ``verify_weights``.

    Raises:
        InvalidValue: ``message`` is no Inquiry.
    """
    require_a(Inquiry, "message", message)
    text = f"{message.subject}\n{message.text}"[:_LONGEST]
    links = tuple(dict.fromkeys(_LINK.findall(text)))[:_MOST_LINKS]
    shown = dict(_patterns_in(text, message))
    phrases = _phrases_in(text.lower(), facts)
    asks = _REQUEST in phrases and not _OF_GOODS.isdisjoint(shown)
    signs = {**_signs_of(phrases, asks=asks), **shown}
    files = tuple(dict.fromkeys(_FILE.findall(_MAIL.sub(" ", _LINK.sub(" ", text)))))[:_MOST_FILES]
    signs.update(_claims(message, text, facts))
    if files:
        signs["attachments"] = files[0]
        runs = next((name for name in files if name.lower().endswith(_RUNS)), None)
        signs.update({"dangerous_attachment": runs} if runs else {})
    if links:
        signs["links"] = links[0]
        signs.update(_foreign(links, message.email))
    if len(message.text.split()) < _FEWEST_WORDS and len(message.text.strip()) < 12:
        signs["empty"] = message.text.strip() or None
    found = [
        finding(f"inquiry.{name}", _SAYS[name], quote=quote, subject="inquiry", facts=facts)
        for name, quote in signs.items()
    ]
    return InquiryReport(
        score=score_of(found), findings=ranked(found), links=links, attachments=files
    )


def _phrases_in(text: str, facts: Facts) -> dict[str, tuple[str, ...]]:
    """The phrases of each sign; a mass letter that is specific as well is still both."""
    plain, composed = facts.view(_phrases)
    found = [(sign, phrase) for sign, phrase in plain if phrase in text]
    for sign, parts in composed:
        said = [next((one for one in part if one in text), "") for part in parts]
        if all(said):
            found.append((sign, " … ".join(said)))
    by_sign: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for sign, phrase in found:
        by_sign[sign][phrase] = None
    return {sign: tuple(said) for sign, said in by_sign.items()}


def _signs_of(phrases: Mapping[str, tuple[str, ...]], *, asks: bool) -> dict[str, str | None]:
    """What the phrases come to, where the text asks for goods in so many words, or does not.

    Makers introduce themselves when they buy, too, and honest buyers ask for a way to pay; so such phrases count
    only where nothing is asked for, those of payment also in pairs.
    """
    signs: dict[str, str | None] = {
        sign: said[0]
        for sign, said in phrases.items()
        if sign not in _ONLY_HINTS and sign != _REQUEST
    }
    for hint, sign in _ONLY_HINTS.items():
        said = phrases.get(hint, ())
        if said and (not asks or (sign == "fraud" and len(said) > 1)):
            signs.setdefault(sign, said[0])
    return signs


def _patterns_in(text: str, message: Inquiry) -> Iterable[tuple[str, str | None]]:
    patterns = {"quantity": _QUANTITY, "terms": _TERMS, "specification": _SPECIFICATION}
    for name, pattern in patterns.items():
        match = pattern.search(text)
        if match:
            yield name, match[0]
    product = next((one for one in message.products if one.lower() in text.lower()), None)
    if product:
        yield "product", product
    asked = next((mark for mark in _QUESTION if mark in text), None)
    if asked:
        yield "question", asked


def _claims(message: Inquiry, text: str, facts: Facts) -> Iterable[tuple[str, str | None]]:
    """What the company that is claimed, the sender's domain and the addresses in the words say of each other."""
    own = registrable_domain((message.email or "").rpartition("@")[2])
    if own is None:
        return
    if (
        alignment(message.email, None, message.company, facts=facts).relation
        is Relation.COMPANY_NAME
    ):
        yield "company_in_mail", own
    written = [domain for found in _MAIL.findall(text) if (domain := registrable_domain(found))]
    if own in written:
        yield "signature_agrees", own
    elif written:
        yield "signature_differs", written[0]


def _foreign(links: Iterable[str], email: str | None) -> Iterable[tuple[str, str | None]]:
    own = registrable_domain((email or "").rpartition("@")[2])
    if own is None:
        return
    for link in links:
        host = link.lower().partition("://")[2] or link.lower()
        domain = registrable_domain(re.split(r"[/?#:]", host)[0])
        if domain not in (own, None):
            yield "other_domain", link
            return


def _phrases(facts: Facts) -> tuple[tuple[_Plain, ...], tuple[_Composed, ...]]:
    """Each phrase with its sign; of parts joined by a plus all must be said, each in one of its forms."""
    rows = [(row["signal"], row["phrase"].lower()) for row in facts.table("inquiry_phrases").rows]
    composed = ((sign, phrase.split(" + ")) for sign, phrase in rows if " + " in phrase)
    return (
        tuple((sign, phrase) for sign, phrase in rows if " + " not in phrase),
        tuple((sign, tuple(tuple(part.split("|")) for part in parts)) for sign, parts in composed),
    )
