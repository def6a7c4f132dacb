"""A small internet, a seller and some silent customers, for the tests of the doors."""

from __future__ import annotations

import sys

from datetime import UTC, datetime

import pytest

from followup import ContactPoint, Inquiry, Interaction, Lead, Seller
from followup.testing import Domain, LoopbackInternet, Mail, World


NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
HOSTILE = "<script>alert('x')</script>"
_UV_SITE = """<html lang="en"><title>Aguas del Sur</title><body><h1>Aguas del Sur S.L.</h1>
<p>We build UV disinfection plants for drinking water and waste water treatment in towns: ultraviolet
lamps, reactors and water treatment equipment. Write to compras@aguas.example.</p></body></html>"""
_BAKERY = """<html lang="en"><title>Pan y Sal</title><body><h1>Pan y Sal</h1>
<p>Our bakery sells bread, cakes and rolls every morning, baked by hand in a wood oven since 1950.
Come and visit our shop in the old town, or order a birthday cake.</p></body></html>"""
_SPACE = (
    "<html><title>parked.example</title><p>This domain is for sale. Buy this domain.</p></html>"
)
_WORLD = World(
    {
        "aguas.example": Domain(site=_UV_SITE, mail=["compras"]),
        "panysal.example": Domain(site=_BAKERY, mail=["hola"]),
        "parked.example": Domain(site=_SPACE, mail=Mail(mx="null")),
        "hostile.example": Domain(site=f"<title>{HOSTILE}</title><p>{HOSTILE} water", mail=["x"]),
    }
)


def wrote(day, text="Could you tell us whether the offer suits you?", **more):
    """A message of ours, some day of November, or whatever ``more`` says."""
    at = datetime(2026, 11, day, 9, 30, tzinfo=UTC)
    return Interaction(**{"at": at, "direction": "outbound", "text": text, **more})


def _lead(key, company, domain, person, **more):
    points = [ContactPoint("email", f"{person}@{domain}"), *more.pop("points", [])]
    return Lead(id=key, company=company, website=domain, contact_points=points, **more)


_WHATSAPP = ContactPoint("whatsapp", "+34 612 345 678")
_INQUIRY = Inquiry(
    text="Dear Sirs, we need 3 UV reactors DN200 CIF Valencia, see http://aguas.example/",
    email="compras@aguas.example",
    company="Aguas del Sur",
)
LEADS = {
    "genuine": _lead(
        "genuine", "Aguas del Sur S.L.", "aguas.example", "compras", country="ES",
        history=[wrote(20)], inquiry=_INQUIRY, points=[_WHATSAPP],
    ),
    "fake": _lead("fake", "Riches Ltd", "parked.example", "boss", country="GB", history=[wrote(20)]),
    "off_target": _lead("off_target", "Pan y Sal", "panysal.example", "hola", country="MX", history=[wrote(20)]),
    "we_owe": _lead(
        "we_owe", "Aguas del Sur S.L.", "aguas.example", "compras", country="ES",
        history=[wrote(20), wrote(23, "What does it cost? Please send a quotation.", direction="inbound")],
    ),
    "bounced": _lead(
        "bounced", "Aguas del Sur S.L.", "aguas.example", "nobody", country="ES",
        history=[wrote(20), wrote(20, "550 5.1.1 No such user here", direction="inbound", kind="bounce")],
    ),
    "urgent": _lead(
        "urgent", "Aguas del Sur S.L.", "aguas.example", "compras", country="US", urgency="urgent",
        history=[wrote(20, "Your goods are at the port, who takes them?")], points=[_WHATSAPP],
    ),
    "opted_out": _lead(
        "opted_out", "Aguas del Sur S.L.", "aguas.example", "compras", country="ES",
        history=[wrote(20), wrote(21, "Stop writing to me.", direction="inbound", kind="opt_out")],
    ),
    "hostile": Lead(
        id=HOSTILE, company=HOSTILE, person=HOSTILE, city=HOSTILE, website="hostile.example",
        contact_points=[ContactPoint("email", f'"{HOSTILE}"@hostile.example'), ContactPoint("telegram", HOSTILE)],
        history=[wrote(21, f"{HOSTILE} when?", direction="inbound", subject=HOSTILE, id=HOSTILE)],
        inquiry=Inquiry(text=HOSTILE * 3, name=HOSTILE, email=f"{HOSTILE}@hostile.example"),
        about=HOSTILE,
    ),
    "nothing_known": Lead(),
}  # fmt: skip


@pytest.fixture(params=LEADS)
def lead(request):
    """Each kind of customer."""
    return LEADS[request.param]


@pytest.fixture(scope="session")
def leads():
    """All kinds of customers, by their kind."""
    return LEADS


@pytest.fixture
def now():
    """A Wednesday, in the morning of Spain."""
    return NOW


@pytest.fixture
def seller():
    """Sells UV reactors out of China."""
    return Seller(name="Bright Water UV", country="CN", profile="uv-disinfection")


@pytest.fixture(scope="session")
def internet():
    """Where those customers live."""
    with LoopbackInternet(_WORLD) as internet:
        yield internet


_sockets = []
sys.addaudithook(lambda event, _: _sockets.append(event) if event.startswith("socket.") else None)


@pytest.fixture
def sockets():
    """What has been done with sockets since the test began."""
    _sockets.clear()
    return _sockets


def timeless(value):
    """A value as a dict without the instants at which the world was looked at."""

    def strip(part):
        if isinstance(part, dict):
            return {name: strip(inner) for name, inner in part.items() if name != "observed_at"}
        return [strip(inner) for inner in part] if isinstance(part, list) else part

    return strip(value.to_dict())


@pytest.fixture(name="timeless", scope="session")
def _timeless():
    """Makes a value comparable with one that was found at another instant."""
    return timeless
