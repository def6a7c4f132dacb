"""How a domain wants its mail transported: MTA-STS (RFC 8461), TLS-RPT (RFC 8460), and whether it is signed."""

from __future__ import annotations

import re

from collections.abc import Mapping

import attrs

from followup._ask import (
    DsLookup,
    Flow,
    NoRecords,
    NoSuchDomain,
    Page,
    PageFetch,
    Refused,
    SignedDelegation,
    TxtLookup,
    Unreachable,
    ask,
    ask_all,
    together,
)
from followup.evidence import NotChecked
from followup.verify.domains.mail import fault_reason, not_answered, record_in
from followup.verify.reports import Dnssec, MtaSts, StsMode


# RFC 8461 section 3.2 gives no bound; honest policies have a few hundred octets.
_LONGEST = 65_536
_MOST_HOSTS = 50
_LINE = re.compile(r"\s{0,9}([A-Za-z_]{1,32})\s{0,9}:\s{0,9}([^\s]{1,255})\s{0,9}")
_NO_JUDGE = "The domain is signed, and your resolver does not say whether it has checked it."


@attrs.frozen(kw_only=True)
class Transport:
    """What was learned; the fields are those of ``DomainReport``."""

    mta_sts: MtaSts | None = None
    tls_rpt: str | None = None
    dnssec: Dnssec = Dnssec.UNKNOWN
    not_checked: tuple[NotChecked, ...] = ()


def transport_flow(domain: str, registered: str) -> Flow[Transport]:
    """Ask DNS at once, and the policy's own host where there is a policy."""
    (sts, missed), (report, signed) = yield from together(
        _sts_flow(domain), ask_all(TxtLookup(f"_smtp._tls.{domain}"), DsLookup(registered))
    )
    return Transport(
        mta_sts=sts,
        tls_rpt=record_in(report, "v=tlsrptv1"),
        dnssec=_dnssec(signed),
        not_checked=(
            *missed,
            *not_answered({"tls_rpt": report, "dnssec": signed}),
            *([NotChecked("dnssec", _NO_JUDGE)] if signed == SignedDelegation() else []),
        ),
    )


def _dnssec(answer: SignedDelegation | NoSuchDomain | NoRecords | Unreachable) -> Dnssec:
    if isinstance(answer, SignedDelegation):
        return Dnssec.VALIDATED if answer.vouched else Dnssec.UNKNOWN
    return Dnssec.UNSIGNED if isinstance(answer, NoRecords) else Dnssec.UNKNOWN


def _sts_flow(domain: str) -> Flow[tuple[MtaSts | None, tuple[NotChecked, ...]]]:
    announced = yield from ask(TxtLookup(f"_mta-sts.{domain}"))
    record = record_in(announced, "v=stsv1")
    if record is None:
        return None, tuple(not_answered({"mta_sts": announced}))
    answer = yield from ask(PageFetch(f"https://mta-sts.{domain}/.well-known/mta-sts.txt"))
    reason = _why_not(answer)
    if reason:
        return MtaSts(record=record), (NotChecked("mta_sts", reason),)
    sts = read_sts(record, answer.body if isinstance(answer, Page) else b"")
    unread = sts.mode is StsMode.UNKNOWN
    missed = (NotChecked("mta_sts", "What stands there is no MTA-STS policy."),) if unread else ()
    return sts, missed


def _why_not(answer: Page | Refused | Unreachable) -> str | None:
    """Why a policy counts for nothing; RFC 8461 section 3.3 knows status 200 only, and no redirects."""
    match answer:
        case Refused(reason):
            return reason
        case Unreachable():
            return fault_reason("The host of the MTA-STS policy", answer)
        case Page(status=status) if status != 200:
            return f"The host of the MTA-STS policy answered {status}."
        case _:
            return None


def read_sts(record: str, body: bytes) -> MtaSts:
    """An MTA-STS policy; its mode is unknown where the body is none."""
    found: dict[str, list[str]] = {}
    for line in body[:_LONGEST].decode("utf-8", "replace").splitlines():
        if pair := _LINE.fullmatch(line):
            found.setdefault(pair[1].lower(), []).append(pair[2])
    first = {name: values[0] for name, values in found.items()}
    if first.get("version") != "STSv1" or first.get("mode") not in set(StsMode) - {StsMode.UNKNOWN}:
        return MtaSts(record=record)
    hosts = tuple(host.rstrip(".").lower() for host in found.get("mx", [])[:_MOST_HOSTS])
    return MtaSts(record=record, mode=StsMode(first["mode"]), mx=hosts, max_age=_seconds(first))


def _seconds(first: Mapping[str, str]) -> int | None:
    said = first.get("max_age", "")
    return int(said) if re.fullmatch(r"[0-9]{1,10}", said) else None
