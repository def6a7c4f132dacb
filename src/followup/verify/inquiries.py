"""What the words of an inquiry tell: mass-sent, fraudulent or empty, or specific and real. Never decisive."""

from __future__ import annotations

import re

from collections import defaultdict
from collections.abc import Iterable, Mapping

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
    r"\b\d{1,9}(?:[.,]\d{1,3})?\s{0,2}(?:pcs?|pieces?|units?|sets?|pairs?|cartons?|boxes|pallets?|containers?|tons?|tonnes?|kgs?|"
    r"unidades|piezas|piezas|peças|pièces|unités|stück|pezzi|unità|штук|шт|adet|buah|unit|cái|chiếc|इकाइयाँ|नग|قطعة|وحدة)\b"
    r"|\d{1,9}\s{0,2}(?:个|台|件|套|支|只|箱|吨|個)",
    re.IGNORECASE,
)
# ICC Incoterms 2020, and three of 2010 and before that are still written; in capitals, as they are.
_TERMS = re.compile(
    r"(?<![A-Za-z])(?:EXW|FCA|FAS|FOB|CFR|CNF|C&F|CIF|CPT|CIP|DAP|DPU|DDP|DAT|DDU|L/C|T/T|MOQ|HS code)(?![A-Za-z])"
)
_SPECIFICATION = re.compile(
    r"\b\d{1,6}(?:[.,]\d{1,3})?\s{0,2}(?:mm|cm|kw|w|watts?|v|volts?|hz|nm|m3/h|m³/h|l/h|bar|mpa|°c|inch|μm|ml|psi|gpm|квт|вт|мм|см|куб\.? ?м)(?![a-zа-я])|\d{1,6}\s{0,2}(?:瓦|毫米|千瓦|伏|立方|वाट|واط)",
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
    """
    text = f"{message.subject}\n{message.text}"[:_LONGEST]
    links = tuple(dict.fromkeys(_LINK.findall(text)))[:_MOST_LINKS]
    signs = {**_phrases_in(text.lower(), facts), **dict(_patterns_in(text, message))}
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


def _phrases_in(text: str, facts: Facts) -> dict[str, str | None]:
    """The first phrase of each sign; a mass letter that is specific as well is still both."""
    found: dict[str, str | None] = {}
    for sign, phrases in facts.view(_phrases).items():
        hit = next((phrase for phrase in phrases if phrase in text), None)
        if hit is not None:
            found[sign] = hit
    return found


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


def _phrases(facts: Facts) -> Mapping[str, tuple[str, ...]]:
    by_sign: defaultdict[str, list[str]] = defaultdict(list)
    for row in facts.table("inquiry_phrases").rows:
        by_sign[row["signal"]].append(row["phrase"].lower())
    return {sign: tuple(phrases) for sign, phrases in by_sign.items()}
