"""The names of companies on a page: what it tells machines, its copyright line, its legal forms, its title."""

from __future__ import annotations

import re

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from functools import cache

from followup._html import HtmlText
from followup.verify.alignments import name_words
from followup.verify.sites.told import Organisation


_MOST = 8
_LONGEST = 100
_MOST_FORMS = 20
_READ = 1_500
_BEFORE = 80
_NEAR_THE_END = 5_000
# Legal forms behind a name, as patterns. They are looked for first, and the name is then read backwards, so that
# no pattern has to guess where a name begins. A blank in a form stands for any or none.
_FORMS = (
    "S. A. S. | S. A. de C. V. | S. de R. L. | S. A. | S. L. U. | S. L. | SLU | SL | SA | SAS | SARL | S. à r. l. | EURL"
    " | S. r. l. | Srl | SRL | S. p. A. | SpA | S. n. c. | GmbH & Co. KG | GmbH | GMBH | AG | KG | UG | e. K. | OHG | mbH"
    " | Ltd. | Ltd | LTD | Limited | LLC | L. L. C. | LLP | PLC | plc | Inc. | Inc | INC | Incorporated | Corp. | Corp"
    " | Corporation | Co., Ltd. | Co.,Ltd | Co., Ltd | Co. Ltd | Co. | B. V. | BV | N. V. | NV | Oy | Oyj | AB | A/S | AS | ApS"
    " | Kft. | Kft | Zrt. | Zrt | Nyrt. | s. r. o. | a. s. | spol. s r. o. | Sp. z o. o. | S. K. A. | d. o. o. | d. d. | EOOD"
    " | OOD | Ltda. | Ltda | LTDA | Lda. | Lda | EIRELI | S/A | ME | Pvt. Ltd. | Pvt. Ltd | Pvt Ltd | Private Limited"
    " | Pty. Ltd. | Pty Ltd | Pte. Ltd. | Pte Ltd | Sdn. Bhd. | Sdn Bhd | Tbk. | Tbk | JSC | OJSC | FZE | FZCO | FZ-LLC | FZ LLC"
    " | DMCC | W. L. L. | WLL | K. S. C. | A. Ş. | AŞ | Ltd. Şti. | San. ve Tic. A. Ş. | San. ve Tic. Ltd. Şti."
).split(" | ")


def _any_form() -> re.Pattern[str]:
    """The longest forms first, grouped by their first letters, which is three times as fast."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for form in sorted(_FORMS, key=len, reverse=True):
        by_letter[form[0]].append(re.escape(form[1:]).replace(r"\ ", r"\s?"))
    groups = "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return re.compile(rf"[ ,\u00a0]({groups})(?![\w/])")


_FORM = _any_form()
# Forms before a name, and scripts without capital letters, each with what one can tell it by. Those that cannot be in
# a text are not looked for: the Japanese one alone takes longer than all others, at every letter of any script.
_FORMS_FIRST = (
    (("О", "ИП"), r"(?:ООО|ОАО|ЗАО|ПАО|АО|ИП|ТОВ|ТОО)\s{1,2}[«\"“][^»\"”\n]{2,60}[»\"”]"),
    (("PT", "CV"), r"(?:PT|CV)\.? (?:[A-Z]\w{1,30} ?){1,5}"),
    (("ô", "Ô"), r"(?i:công ty (?:tnhh|cổ phần|cp))[^\n,.;|–-]{2,70}"),
    (("公司",), r"[\u4e00-\u9fff（）()]{2,25}?(?:股份有限公司|有限责任公司|有限公司)"),
    (("株式会社",), r"株式会社\s?[\w\u3040-\u9fff]{2,20}|[\w\u3040-\u9fff]{2,20}?株式会社"),
    (("주식회사",), r"주식회사\s?[\w]{2,20}"),
    (("㈜",), r"㈜\s?[\w]{2,20}"),
    (("شركة",), r"شركة\s[\u0600-\u06ff ]{3,40}"),
)
_GREETING = re.compile(
    r"^(?:欢迎来到|欢迎光临|欢迎访问|歡迎光臨|(?:199|20[0-4])\d\s?[-–]?\s?|(?:19|20)\d\d\s)+"
)
_JOINING = frozenset(
    "& and de del la las los el da do dos das di du des le les van von der und et e y of the for".split()
)
_MARK = re.compile(r"©|\(c\)|copyright|&copy;", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:199\d|20[0-4]\d)(?!\d)")
_NOISE = re.compile(
    r"©|\(c\)|copyright|&copy;|(?<!\d)(?:199|20[0-4])\d(?!\d)|(?<![a-z])(?:by|present|heute)(?![a-z])",
    re.IGNORECASE,
)
_RESERVED = re.compile(
    r"(?:all rights|todos los|todos os|tous droits|alle rechte|tutti i|alle rechten|все права|wszelkie prawa|tüm hak|版权所有|保留所有"
    r"|powered by|designed by|design by|website by|privacy|terms|sitemap|\||•|·)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[a-z]{3})\.(?:\s|$)|,\s|\s[-–—]\s")
_BETWEEN = re.compile(r"\s[|\u2013\u2014»·•:-]\s|\s?[|»]\s?")
_GENERIC = frozenset(
    "home homepage welcome index inicio início accueil startseite benvenuti bienvenidos главная 首页 untitled contact website".split()
)


def company_names(
    words: HtmlText, told: Iterable[Organisation], metas: dict[str, str], host: str
) -> tuple[str, ...]:
    """The names found, the surest first, at most eight, each once."""
    # Companies write their full names at the top, at the end and in the footer.
    text = "\n".join((
        *words.headings[:10], words.body[:_READ], words.body[_READ:][-_READ:], words.footer[-_READ:]
    ))  # fmt: skip
    found = (
        *(name for one in told for name in one.names),
        *filter(None, [metas.get("og:site_name"), metas.get("application-name")]),
        *_holders(text),
        *_with_forms(text),
        *_in_title(words.title, host),
    )
    names = {_key(name): name for name in reversed([*filter(None, map(_trimmed, found))])}
    return tuple(reversed(names.values()))[:_MOST]


def _key(name: str) -> str:
    return re.sub(r"\W+", "", name.casefold())


def _trimmed(name: str) -> str | None:
    """The name without greetings and marks around it; None where no word of it tells it from others."""
    bare = _GREETING.sub("", name.strip(" \t,;:|-–—©\"'»«"))
    return bare if 1 < len(bare) <= _LONGEST and name_words(bare) and not bare.isdecimal() else None


def copyright_year(text: str) -> int | None:
    """The latest year beside a copyright mark, or None."""
    years = [int(year) for line in _copyright_lines(text) for year in _YEAR.findall(line)]
    return max(years, default=None)


def _copyright_lines(text: str) -> Iterator[str]:
    """What stands around the last five marks; a page's own mark is at its end."""
    text = text[-_NEAR_THE_END:]
    for mark in deque(_MARK.finditer(text), maxlen=5):
        start = max(text.rfind("\n", 0, mark.start()) + 1, mark.start() - 40)
        yield text[start : mark.end() + 120].partition("\n")[0]


def _holders(text: str) -> Iterator[str]:
    """Who holds the copyright: what is left beside the mark and the year, up to the next sentence."""
    for line in _copyright_lines(text):
        parts = (" ".join(_NOISE.sub(" ", part).split()) for part in _RESERVED.split(line))
        bare = next((part for one in parts if (part := one.strip(" ,;:-–—/")).strip(".")), "")
        form = _FORM.search(bare)
        name = bare[: form.end()] if form else _SENTENCE.split(bare)[0].rstrip(".")
        if name[:1].isupper() or name[:1].isdecimal() or not name[:1].isascii():
            yield name


def _with_forms(text: str) -> Iterator[str]:
    met = 0
    for form in _FORM.finditer(text):
        name = _before(text[max(0, form.start() - _BEFORE) : form.start()])
        if name:
            met += 1
            yield f"{name} {form[1]}"
        if met >= _MOST_FORMS:
            return
    forms = tuple(form for signs, form in _FORMS_FIRST if any(sign in text for sign in signs))
    if forms:
        yield from (named[0] for named in _any_of(forms).finditer(text))


@cache
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(forms))


def _before(text: str) -> str:
    """The capitalised words at the end of a text, with the small words that join them."""
    line = re.split(r"[\n;:|•©!?()\u201c\u201d\"]|\.\s|,\s(?=.*,)", text)[-1].rstrip(" ,")
    kept: list[str] = []
    for word in reversed(line.split()):
        if (
            not (word[0].isupper() or word[0].isdecimal() or word.lower() in _JOINING)
            or len(kept) == 6
        ):
            break
        kept.insert(0, word)
    while kept and kept[0].lower() in _JOINING:
        kept.pop(0)
    return " ".join(kept)


def _in_title(title: str, host: str) -> Iterator[str]:
    """The part of a title that the host bears in its name."""
    name = _key(host.partition(".")[0])
    for part in _BETWEEN.split(title[:300]):
        key = _key(part)
        if (
            key
            and part.lower().strip() not in _GENERIC
            and len(name) > 2
            and host not in part.lower()
        ):
            initials = "".join(word[0] for word in part.casefold().split())
            if name in key or key in name or (len(initials) > 2 and initials == name):
                yield part
