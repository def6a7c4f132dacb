"""Countries, languages and zones as people write them in lists."""

from __future__ import annotations

import re

from collections.abc import Callable, Mapping

from followup._normal import COUNTRIES
from followup.data import BUNDLED, Facts
from followup.errors import UnknownName
from followup.timing.zones import canonical


# ISO 3166-1: the codes of three letters that do not begin with that of two letters, and those that do.
_THREE = """
ABW:AW AGO:AO AIA:AI ALA:AX AND:AD ARE:AE ARM:AM ASM:AS ATA:AQ ATF:TF ATG:AG AUT:AT BDI:BI BEN:BJ BES:BQ
BGD:BD BHS:BS BIH:BA BLM:BL BLR:BY BLZ:BZ BMU:BM BOL:BO BRB:BB BRN:BN CAF:CF CHE:CH CHL:CL CHN:CN CIV:CI
CMR:CM COD:CD COG:CG COK:CK COM:KM CPV:CV CUW:CW CYM:KY DNK:DK ESH:EH EST:EE FLK:FK FRO:FO FSM:FM GAB:GA GEO:GE
GGY:GG GIN:GN GLP:GP GNB:GW GNQ:GQ GRD:GD GRL:GL GUF:GF GUM:GU GUY:GY HTI:HT IOT:IO IRL:IE IRQ:IQ ISR:IL
JAM:JM KAZ:KZ KIR:KI KNA:KN KOR:KR LBR:LR LBY:LY LCA:LC LSO:LS LTU:LT LUX:LU LVA:LV MAC:MO MAF:MF MAR:MA
MCO:MC MDG:MG MDV:MV MEX:MX MHL:MH MKD:MK MLT:MT MNE:ME MNP:MP MOZ:MZ MRT:MR MSR:MS MTQ:MQ MYS:MY MYT:YT
NER:NE NIC:NI NIU:NU NLD:NL PAK:PK PAN:PA PCN:PN PHL:PH PLW:PW PNG:PG POL:PL PRI:PR PRK:KP PRT:PT PRY:PY
PSE:PS PYF:PF REU:RE ROU:RO RUS:RU SEN:SN SGP:SG SGS:GS SLB:SB SLE:SL SLV:SV SPM:PM SRB:RS STP:ST SUR:SR
SVK:SK SVN:SI SWE:SE SWZ:SZ SYC:SC TCA:TC TCD:TD TGO:TG THA:TH TJK:TJ TKM:TM TLS:TL TUN:TN TUR:TR TUV:TV
TWN:TW TZA:TZ UKR:UA UMI:UM URY:UY VAT:VA VCT:VC VGB:VG VIR:VI VNM:VN VUT:VU WLF:WF WSM:WS XKX:XK YEM:YE
"""
_REGULAR = """
AFG ALB ARG AUS AZE BEL BFA BGR BHR BRA BTN BVT BWA CAN CCK COL CRI CUB CXR CYP CZE DEU DJI DMA DOM DZA ECU
EGY ERI ESP ETH FIN FJI FRA GBR GHA GIB GMB GRC GTM HKG HMD HND HRV HUN IDN IMN IND IRN ISL ITA JEY JOR JPN
KEN KGZ KHM KWT LAO LBN LIE LKA MDA MLI MMR MNG MUS MWI NAM NCL NFK NGA NOR NPL NRU NZL OMN PER QAT RWA SAU
SDN SHN SJM SMR SOM SSD SXM SYR TKL TON TTO UGA USA UZB VEN ZAF ZMB ZWE
"""
_OF_THREE = {
    **dict(pair.split(":") for pair in _THREE.split()),
    **{three: three[:2] for three in _REGULAR.split()},
}
_WITHOUT_NOTE = re.compile(r"\s*[(（].*$", re.DOTALL)
_PARTS = re.compile(r"\s+[-–—]\s+|\s*[/,;|]\s*")
_TAG = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$")
_LONGEST = 120


def country_of(text: str, facts: Facts = BUNDLED) -> str | None:
    """The ISO 3166-1 code of a country by its code or name in many languages; None where it is neither."""
    names = facts.view(_countries)
    return _read(text, lambda one: names.get(_plain(one)) or _code(one.strip()))


def _read(text: str, known: Callable[[str], str | None]) -> str | None:
    """The whole, or without a note; or the first part, where all parts are known: "ES - Spain"."""
    plain = text[:_LONGEST].strip()
    if found := known(plain) or known(_WITHOUT_NOTE.sub("", plain)):
        return found
    parts = [known(part) for part in _PARTS.split(plain)]
    return parts[0] if all(parts) else None


def _code(text: str) -> str | None:
    code = _OF_THREE.get(text.upper(), text.upper())
    return {"UK": "GB", "EL": "GR"}.get(code, code if code in COUNTRIES else None)


def _countries(facts: Facts) -> Mapping[str, str]:
    return {
        _plain(name): row["country"]
        for row in facts.table("country_names").rows
        for name in row["names"].split("|")
    }


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").replace(".", "").split())


def language_of(text: str, facts: Facts = BUNDLED) -> str | None:
    """The BCP 47 tag of a language by its tag or name; None where it is neither."""
    names = facts.view(_languages)
    plain = text[:_LONGEST].strip()
    named = _read(plain, lambda one: names.get(_plain(one)))
    return named or (plain.replace("_", "-") if _TAG.match(plain) else None)


def _languages(facts: Facts) -> Mapping[str, str]:
    return {
        _plain(name): row["language"]
        for row in facts.table("language_names").rows
        for name in row["names"].split("|")
    }


def zone_of(text: str) -> str | None:
    """The IANA name of a zone; None where there is no such zone."""
    try:
        return canonical(text.replace("_slash_", "/"))
    except UnknownName:
        return None
