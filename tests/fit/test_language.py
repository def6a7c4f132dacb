"""The language of a text, or None."""

from __future__ import annotations

import pytest

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
        ("Acme Aqua Ltd", None),
        ("de la", None),
        ("Åland Öst", None),
        ("2026", None),
        ("", None),
        ("…", None),
    ],
)
def test_the_language_is_told_by_script_and_small_words(text, expected):
    """Names alone, or words that two languages share, tell nothing."""
    assert language(text) == expected


def test_small_words_can_be_replaced():
    """Your own table decides."""
    from followup.data import BUNDLED

    facts = BUNDLED.with_table("stop_words", [{"language": "qaa", "words": "blub blab"}])
    assert language("blub blab blub", facts=facts) == "qaa"
