"""The language of a text, or None."""

from __future__ import annotations

import itertools

import pytest

from hypothesis import given, strategies as st

from followup.data import BUNDLED
from followup.fit import language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We build the plants for the water of our city", "en"),
        ("Nosotros somos una empresa de la ciudad y para los clientes", "es"),
        ("Wir sind die Firma für das Wasser und den Abwasserkanal", "de"),
        ("Мы и для вас, не только на это, что по", "ru"),
        ("我们生产水处理设备", "zh"),
        ("私たちは浄水の装置を作ります", "ja"),
        ("우리는 정수 설비를 만듭니다", "ko"),
        ("เราผลิตเครื่องกรองน้ำ", "th"),
        ("نحن نصنع أجهزة تنقية", "ar"),
        ("ما دستگاه تصفیه آب می‌سازیم", "fa"),
        ("ہم پانی صاف کرنے کے آلات بناتے ہیں", "ur"),
        ("אנחנו מייצרים מסננים", "he"),
        ("Κατασκευάζουμε φίλτρα", "el"),
        ("हम जल शोधन यंत्र बनाते हैं", "hi"),
        ("हाम्रो कम्पनीले पानी शुद्ध गर्ने उपकरण उत्पादन गर्दछ", "ne"),
        ("Ние произвеждаме вода и пречистваме отпадъчните води на цялата страна", "bg"),
        ("Производство бутилированной воды, очистка сточных вод", "ru"),
        ("Виробництво питної води, очищення стічних вод", "uk"),
        ("Oczyszczanie ścieków, instalacje przemysłowe", "pl"),
        ("Čištění odpadních vod, výroba filtrů", "cs"),
        ("Avloppsrening och dricksvatten för kommuner", "sv"),
        ("Ус цэвэршүүлэх тоног төхөөрөмж үйлдвэрлэдэг", "mn"),
        ("Kampuni yetu inauza vifaa vya kusafisha maji", "sw"),
        ("Uraren arazketarako ekipoak egiten ditugu", "eu"),
        ("Kami memproduksi peralatan pengolahan air bersih", "id"),
        ("Ganesh Jal Shodhan is a water shop located in Gopalpatti, Maharashtra, India.", "en"),
        ("Acme Aqua Ltd", None),
        ("Van der Berg Holding", None),
        ("asdf qwer zxcv hjkl", None),
        ("de la", None),
        ("Åland Öst", None),
        ("2026", None),
        ("", None),
        ("…", None),
        ("×", None),
        ("\u0600", None),
    ],
)
def test_the_language_is_told_by_script_and_letters(text, expected):
    """Names alone, or words that two languages share, tell nothing."""
    assert language(text) == expected


@given(st.text(max_size=60))
def test_any_text_has_a_language_or_none(text):
    """A code of two or three letters."""
    assert (language(text) or "qaa").isalpha()


def test_small_words_can_be_replaced():
    """They say what they say beside their letters."""
    rows = [{"language": "qaa", "words": "qof jix zug"}]
    facts = BUNDLED.with_table("stop_words", rows).with_table("trigrams", [])
    assert language("qof jix zug qof jix zug", facts=facts) == "qaa"
    assert language("qof jix zug qof jix other", facts=facts) is None


def test_trigrams_can_be_replaced():
    """Your own table decides."""
    rows = [{"language": "qaa", "weight": "9", "trigrams": "_blblululbub_"}]
    facts = BUNDLED.with_table("trigrams", rows).with_table("stop_words", [])
    assert language("Blub blub blub blub blub", facts=facts) == "qaa"
    assert language("Wasser", facts=facts) is None


def test_words_that_never_come_again_are_forgotten():
    """A hostile text must not fill the memory, and changes no answer."""
    text = "Wir sind die Firma für das Wasser und den Abwasserkanal"
    words = ("".join(four) for four in itertools.product("abcdefghijkl", repeat=4))
    for several in zip(*[words] * 300, strict=False):
        language(" ".join(several))

    assert language(f"{text} {'asser' * 100}") == "de"
