"""What a header means: as it stands in the table; else by its parts, without what stands around them."""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from followup import channels
from followup.data import BUNDLED, Facts
from followup.errors import UnknownName


COMMON = "common"
"""The dialect of lists whose program is not known: what such columns are mostly called."""

LONGEST_HEADER = 200

_MOST_WORDS = 12
_NUMBER = re.compile(r"\d+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOTE = re.compile(r"[(（【\[]([^()（）【】\[\]]{0,80})[)）】\]]\s*$")
_PARTED = re.compile(r"\s*[/／|&+、]\s*|\s+(?:or|and|und|oder|ou|et)\s+|\s-\s|[或和与]")
_SPACE = re.compile(r"[\s\-_–—.,:'’`´?*]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_HANDLE = re.compile(
    r"(?:\s(?:phone|id|number|no\.?|nr\.?|account|name|user|username|handle|url|profile|link|#)"
    r"|号|号码|账号|帳號|账户)+$"
)
_HOME = re.compile(
    r"\bhome\b|privat|domicile|residen|domicilio|particular|\bcasa\b|家庭|住宅|自宅", re.IGNORECASE
)
_PLACES = frozenset({"city", "region", "country", "street", "postal_code"})
# "Phone / WhatsApp" is a WhatsApp number, and "Tel / Fax" a telephone.
_SAYS_LITTLE = {"phone": 1, "mobile": 1, "phone_home": 1, "fax": 2}
# Whose something is, or which one of several, tells nothing about what it is.
_AROUND = frozenset(
    """
    contact contacts customer client buyer lead account company organization organisation person people
    business work office corporate primary main first default other alternative alternate additional new
    second secondary third direct personal private preferred full my your the of de del da do di des du la
    le el los las der die das am on internal sales ship-to shipping billing mailing registered hq name
    headquarters address origin current contacto cliente empresa compañía comprador trabajo oficina
    principal otro interna internas interno internos comercial nombre dirección contato contatto azienda
    aziendale lavoro ufficio principale nome indirizzo società société entreprise bureau professionnel
    professionnelle interne internes nom ansprechpartner ansprechpartners kontaktperson kontakt kunde
    kunden firma firmen geschäftlich privat intern persona referente interlocuteur контакта компании
    клиента рабочий рабочая основной ответственный bedrijf klant contactpersoon #
    """.split()
)
_COMPANY = re.compile(
    "company|organi[sz]a|organi[sz]á|firm|empresa|compañía|societ|société|entreprise|azienda|business"
    "|account|компани|организац|bedrijf|公司|企业|企業|单位|会社|회사",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    "^(?:客户|客戶|公司|官方|归属|采购|所在地|联系人|聯絡人|联系|买家|買家|采购商|对方|企业|企業|单位|主要|所在|所属|常用|备用|默认"
    "|第[一二三]|首选|工作|商务|办公|个人|主|您的|担当者の?|会社の?|회사 ?|담당자 ?)(?=.)"
)
_BEHIND = re.compile("(?<=.)(?:信息|号码|號碼|说明|名称|名稱|資訊|番号|번호)$")
_NUMBER_OF = re.compile(
    r"^(?:n[úu]mero|num[ée]ro|номер|number|nr\.?|no\.?)\s+(?:d[eio]\s+|of\s+)?(?=\S)", re.IGNORECASE
)
_NUMBERED = frozenset({"phone", "mobile", "fax"})
_SCRIPTS = re.compile("[\u3040-\u9fff\uac00-\ud7af]+|[^\u3040-\u9fff\uac00-\ud7af]+")

Look = Callable[[str], str | None]


def key_of(header: str) -> str:
    """A header as headers are compared: small, numbers as ``#``, without accents, spaces and marks."""
    return _loose(_plain(header))


def strict_key_of(header: str) -> str:
    """A header as programs are told apart: "FirstName" is one program's, and "First name" another's."""
    return " ".join(_plain(header).casefold().split())


def _plain(header: str) -> str:
    text = unicodedata.normalize("NFKC", header[:LONGEST_HEADER]).strip("\ufeff \t\r\n*")
    return _NUMBER.sub("#", text)


def _loose(text: str) -> str:
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return _SPACE.sub("", unicodedata.normalize("NFC", bare))


def number_in(header: str) -> int:
    """Which one of several such columns it is; 0 where it has no number."""
    found = _NUMBER.search(header[:LONGEST_HEADER])
    return int(found[0][:6]) if found else 0


def fields_by_dialect(facts: Facts) -> Mapping[str, Mapping[str, str]]:
    """The field of each header, by dialect."""
    found: dict[str, dict[str, str]] = {COMMON: {}}
    for row in facts.table("contact_headers").rows:
        found.setdefault(row["dialect"], {}).setdefault(key_of(row["header"]), row["field"])
    return found


def field_of(name: str, facts: Facts = BUNDLED, *, dialect: str = COMMON) -> str | None:
    """What a column of this name holds; None where it is not known.

    Args:
        name: Its header.
        facts: The tables to look up.
        dialect: The program that wrote it: its own meanings go first.
    """
    plain = _plain(name)
    look = partial(_exactly, dialect=dialect, facts=facts)
    found = look(plain) or _by_parts(plain, look)
    # The place where a person lives is not where the company is.
    return None if found in _PLACES and _HOME.search(plain) else found


def _exactly(text: str, *, dialect: str, facts: Facts) -> str | None:
    """As the table has it, with the number of one of several or without; else a channel by its name."""
    known = facts.view(fields_by_dialect)
    key = _loose(text)
    for tried in (key, key.strip("#")):
        found = known.get(dialect, {}).get(tried) or known[COMMON].get(tried)
        if found:
            return found
    return _messenger(text, facts)


def _messenger(text: str, facts: Facts) -> str | None:
    """A column headed by a channel's name holds handles on it: "WhatsApp", "WeChat ID", "微信号"."""
    plain = " ".join(text.replace("_", " ").casefold().split()).strip(" #:")
    bare = _HANDLE.sub("", _NUMBER_OF.sub("", plain))
    if not bare:
        return None
    try:
        return channels.get(bare, facts=facts).slug
    except UnknownName:
        named = facts.view(fields_by_dialect)[COMMON].get(_loose(bare))
        return named if named in _NUMBERED or named in facts.view(_slugs) else None


def _slugs(facts: Facts) -> frozenset[str]:
    return frozenset(channel.slug for channel in channels.all(facts=facts))


def _by_parts(plain: str, look: Look) -> str | None:
    """The parts of "Phone / WhatsApp", and the note of "Phone (fax)", where the note says something."""
    noted = _NOTE.search(plain)
    bare = _NOTE.sub("", plain).strip(" *:")
    parts = _PARTED.split(bare)[:_MOST_WORDS]
    parts = list(filter(_says_something, parts)) or parts
    fields = [look(part) or _within(part, look) or _twice(part, look) for part in parts]
    known = [field for field in fields if field]
    note = look(noted[1]) if noted else None
    if not known or len(known) < len(fields):
        return note if noted and not bare else None
    found = min(known, key=lambda field: _SAYS_LITTLE.get(field, 0))
    if note and (found in _SAYS_LITTLE or (found, note) == ("full_name", "company")):
        return note
    return found


def _says_something(part: str) -> bool:
    return any(map(_tells, part.split()))


def _tells(word: str) -> bool:
    return word.casefold().removesuffix("'s") not in _AROUND


def _within(text: str, look: Look) -> str | None:
    """The longest rest of the words that is known, what stands around it left out."""
    found = next((field for field in map(look, _rests(text)) if field), None)
    return "company" if found == "full_name" and _COMPANY.search(text) else found


def _twice(text: str, look: Look) -> str | None:
    """What "国家 Country" says in two scripts, where it is the same."""
    said = {look(part.strip()) or _within(part, look) for part in _SCRIPTS.findall(text)}
    return said.pop() if len(said) == 1 else None


def _rests(text: str) -> Iterator[str]:
    words = re.split(r"[\s_\-]+", _HUMP.sub(" ", text))[:_MOST_WORDS]
    yield " ".join(words)
    while len(words) > 1 and not (_tells(words[0]) and _tells(words[-1])):
        words = words[:-1] if _tells(words[0]) else words[1:]
        yield " ".join(words)
    rest = " ".join(words)
    for around in (_BEFORE, _BEHIND, _BEFORE):
        shorter = around.sub("", rest)
        if shorter != rest:
            yield shorter
        rest = shorter
