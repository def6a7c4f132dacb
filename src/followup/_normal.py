"""Converters bring a field to its normal form; validators refuse it with value, reason and remedy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from followup.errors import InvalidValue, NaiveTime


if TYPE_CHECKING:
    import attrs

T = TypeVar("T")

# ISO 3166-1 alpha-2, the 249 officially assigned codes, and XK, which the field uses for Kosovo.
COUNTRIES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
    BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
    ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
    HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
    LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
    NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
    SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
    UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
    """.split()
)
# What people write although ISO 3166-1 says otherwise.
_ALSO_CALLED = {"UK": "GB", "EL": "GR"}
_MAIL = ("e_mail", "mail")
# pytz's raw zones carry the city's local mean time of the 19th century; no zone has had such an offset since 1972.
_OFFSET_STEP = 15 * 60
_LAST_ODD_OFFSET = 1980
# Of Madrid or Moscow that local mean time is a multiple of a quarter of an hour; its name tells all the same.
_BEFORE_ZONES = frozenset({"LMT", "-00"})


def require_text(what: str, text: object) -> str:
    """The same text, if it is one: a cell without a value is often None or a number.

    Args:
        what: Which argument it is, for the message.
        text: What a caller passed.

    Raises:
        InvalidValue: It is no text.
    """
    if not isinstance(text, str):
        raise InvalidValue(what, text, "is no text", "Pass a str, and leave out what is missing")
    return text


def require_a(kind: type[T], what: str, value: object) -> T:
    """The same value, if it is of that kind; a row or a dict is not yet a lead.

    Args:
        kind: A class of values that ``from_dict`` makes of dicts.
        what: Which argument it is, for the message.
        value: What a caller passed.

    Raises:
        InvalidValue: It is something else.
    """
    if not isinstance(value, kind):
        name = kind.__name__
        remedy = f"Pass a {name}; {name}.from_dict makes one of a dict"
        raise InvalidValue(what, value, f"is no {name}", remedy)
    return value


def require_octets(what: str, value: object) -> bytes:
    """The same octets, if they are some: whoever decodes a mail or a page has guessed its charset already.

    Args:
        what: Which argument it is, for the message.
        value: What a caller passed.

    Raises:
        InvalidValue: It is something else.
    """
    if not isinstance(value, bytes):
        raise InvalidValue(what, value, "is not bytes", "Pass the octets as they came, undecoded")
    return value


def require_aware(what: str, moment: object) -> datetime:
    """The same datetime, if its clock hangs somewhere.

    Args:
        what: Which argument it is, for the message.
        moment: Any datetime; its zone may come from any library.

    Raises:
        NaiveTime: It has no zone.
        InvalidValue: It is no datetime, or a pytz zone was passed as ``tzinfo=`` and gives local mean time.
    """
    if not isinstance(moment, datetime):
        raise InvalidValue(what, moment, "is not a datetime", "Pass an aware datetime")
    offset = moment.utcoffset()
    if offset is None:
        raise NaiveTime(what, moment)
    if moment.year > _LAST_ODD_OFFSET and (offset.seconds % _OFFSET_STEP or _is_raw(moment)):
        raise InvalidValue(
            what,
            moment,
            f"has the offset {_signed(offset)}, the local mean time of a raw pytz zone",
            "Use zone.localize(naive) instead of tzinfo=zone",
        )
    return moment


def _is_raw(moment: datetime) -> bool:
    """Whether a pytz zone was passed as ``tzinfo=``: it shows the first time it knows, of the 19th century."""
    return hasattr(moment.tzinfo, "localize") and moment.tzname() in _BEFORE_ZONES


def _signed(offset: timedelta) -> str:
    return f"-{-offset}" if offset < timedelta() else f"+{offset}"


def aware(instance: object, field: attrs.Attribute[Any], moment: object) -> None:
    """A validator: the field holds an aware datetime, or None where the field allows it."""
    if moment is not None or field.default is not None:
        require_aware(f"{type(instance).__name__}.{field.name}", moment)


def country_or_none(value: str | None) -> str | None:
    """Like ``country``, and None stays None."""
    return None if value is None else country(value)


def country(value: str) -> str:
    """An ISO 3166-1 alpha-2 code in capitals; ``UK`` and ``EL`` become ``GB`` and ``GR``.

    Raises:
        InvalidValue: It is not such a code.
    """
    code = str(value).strip().upper()
    code = _ALSO_CALLED.get(code, code)
    if code not in COUNTRIES:
        raise InvalidValue(
            "country",
            value,
            "is not an ISO 3166-1 alpha-2 code",
            "Pass two letters, such as 'ES', or None where it is not known",
        )
    return code


def text_or_none(value: str | None) -> str | None:
    """Surrounding white space goes; what is then empty is None."""
    return (value.strip() or None) if value is not None else None


def stripped(value: str) -> str:
    """The text without surrounding white space."""
    return value.strip()


def slug(value: str) -> str:
    """A name in small letters with underscores: ``"Google Hangouts"`` becomes ``"google_hangouts"``."""
    name = "_".join(value.lower().replace("-", " ").replace("_", " ").split())
    return "email" if name in _MAIL else name


def slugs(values: Iterable[str]) -> tuple[str, ...]:
    """Several names as slugs, in their order."""
    return tuple(slug(value) for value in values)


def texts(values: str | Iterable[str]) -> tuple[str, ...]:
    """One text or several, as a tuple without empty ones, in their order."""
    several = (values,) if isinstance(values, str) else values
    return tuple(text.strip() for text in several if text.strip())
