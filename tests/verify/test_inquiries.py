"""What an inquiry says is weighed by what it asks for."""

from __future__ import annotations

import pytest

from followup import Inquiry
from followup.data import BUNDLED
from followup.verify import inquiry


def _signs(text, **fields):
    found = inquiry(Inquiry(text=text), **fields).findings
    return {one.name.removeprefix("inquiry.") for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "We are a leading manufacturer of bilge pumps and are looking for 90 pcs of a 24 V motor.",
        "Wir sind Hersteller von Ankerwinden und suchen 30 Stück Motoren.",
        "Somos fabricantes de redes; necesitamos 500 piezas de boya. ¿Precio?",
        "Мы производим яхты, нам нужны 12 шт. лебёдок.",
        "我们是生产渔网的工厂，需要采购浮球2000个，请报价。",
        "We need 5 units. Do you accept credit cards?",
    ],
)
def test_makers_who_buy_and_ways_to_pay_are_no_signs_against_anybody(text):
    """Where goods are asked for in so many words."""
    assert _signs(text).isdisjoint({"pitch", "fraud"})


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("We are a leading manufacturer of bilge pumps: 24 V, 30 USD, MOQ 100 pcs.", "pitch"),
        ("Wir sind Hersteller von Ankerwinden, 12 V, ab 5 Stück.", "pitch"),
        ("We can offer you bilge pumps at a good price, let me know if you want some.", "pitch"),
        ("Oferecemos crédito? Não: oferecemos empréstimos para barcos.", "pitch"),
        ("Nous proposons du référencement pour les ports.", "pitch"),
        ("Do you accept credit cards", "fraud"),
        ("We need 9 pcs; the inheritance is at Western Union.", "fraud"),
        ("Please note that our bank details have been changed, pay to the harbour office.", "fraud"),
        ("Nuestra cuenta bancaria ha cambiado: use la nueva cuenta.", "fraud"),
        ("我公司银行账户已变更，请付到新账号。", "fraud"),
        ("Il notaio del defunto armatore cerca un conto per 3 milioni.", "fraud"),
        ("Saya pengacara seorang nakhoda yang meninggal; rekening Anda menerima 4 juta dolar.", "fraud"),
        ("Hola, me interesa su producto, mande más información.", "mass"),
        ("Bonjour, intéressé par vos produits, envoyez plus d'informations.", "mass"),
    ],
)  # fmt: skip
def test_signs_are_made_of_what_is_said_together(text, sign):
    """Each part in one of its forms, in any order."""
    assert sign in _signs(text)


@pytest.mark.parametrize("text", ["发一份40W的资料", "55W 램프", "ランプ40ワット", "หลอด 18 วัตต์"])
def test_numbers_need_no_blank_in_scripts_that_have_none(text):
    """Nor does the unit behind them."""
    assert "specification" in _signs(text)


def test_quantities_are_counted_in_many_words():
    """Thai puts the word before or behind the number."""
    assert "quantity" in _signs("จำนวน 60 หลอด")
    assert "quantity" in _signs("ランプ100本を見積もってください")


def test_the_quote_shows_the_parts():
    """So that a reader sees why."""
    found = inquiry(Inquiry(text="We provide loans at once."), facts=BUNDLED).findings
    assert [one.quote for one in found] == ["we provide … loans"]
