"""Chats as phones around the world export them: dates, halves of the day, titles, and what WhatsApp says itself."""

from __future__ import annotations

import io
import zipfile

import pytest

from followup.errors import DataError
from followup.readers import read_chat


CASES = []


def case(
    name,
    text,
    want=None,
    *,
    file="WhatsApp Chat with Ana.txt",
    error=None,
    problems=None,
    **options,
):
    """A chat, and its messages: when, by which side, the words, the kind; or why it is refused."""
    octets = text if isinstance(text, bytes) else text.encode()
    CASES.append(pytest.param(octets, want, (file, error, problems, options), id=name))


SAID = [("2026-10-25 14:05", "out", "Hello"), ("2026-10-26 09:07", "in", "Hi, price?")]


def two(one, other):
    """Our message and the answer, behind these stamps."""
    return f"{one}Li Wei: Hello\n{other}Ana: Hi, price?\n"


case("en-US android 12h", two("10/25/26, 2:05 PM - ", "10/26/26, 9:07 AM - "), SAID)
case("en-US android 12h nnbsp", two("10/25/26, 2:05\u202fPM - ", "10/26/26, 9:07\u202fAM - "), SAID)
case("en-US iOS", two("[10/25/26, 2:05:33\u202fPM] ", "[10/26/26, 9:07:01\u202fAM] "), SAID)
case("en-GB android", two("25/10/2026, 14:05 - ", "26/10/2026, 09:07 - "), SAID)
case("en-GB iOS", two("[25/10/2026, 14:05:33] ", "[26/10/2026, 09:07:01] "), SAID)
case("en-IN", two("25/10/26, 2:05 pm - ", "26/10/26, 9:07 am - "), SAID)
case(
    "de android",
    two("25.10.26, 14:05 - ", "26.10.26, 09:07 - "),
    SAID,
    file="WhatsApp Chat mit Ana.txt",
)
case(
    "de iOS",
    two("[25.10.26, 14:05:33] ", "[26.10.26, 09:07:01] "),
    SAID,
    file="WhatsApp Chat - Ana.txt",
)
case(
    'de old ", um Uhr"',
    two("25.10.26 um 14:05 - ", "26.10.26 um 09:07 - "),
    SAID,
    file="WhatsApp Chat mit Ana.txt",
)
case(
    "es", two("25/10/26, 14:05 - ", "26/10/26, 9:07 - "), SAID, file="Chat de WhatsApp con Ana.txt"
)
case(
    "es 12h",
    two("25/10/26, 2:05 p.\u00a0m. - ", "26/10/26, 9:07 a.\u00a0m. - "),
    SAID,
    file="Chat de WhatsApp con Ana.txt",
)
case(
    "es 12h iOS",
    two("[25/10/26, 2:05:11\u202fp.\u00a0m.] ", "[26/10/26, 9:07:00\u202fa.\u00a0m.] "),
    SAID,
    file="Chat de WhatsApp con Ana.txt",
)
case(
    "pt-BR",
    two("25/10/2026 14:05 - ", "26/10/2026 09:07 - "),
    SAID,
    file="Conversa do WhatsApp com Ana.txt",
)
case(
    "pt-PT",
    two("25/10/26, 14:05 - ", "26/10/26, 09:07 - "),
    SAID,
    file="Conversa do WhatsApp com Ana.txt",
)
case(
    "fr",
    two("25/10/2026, 14:05 - ", "26/10/2026, 09:07 - "),
    SAID,
    file="Discussion WhatsApp avec Ana.txt",
)
case(
    "fr à",
    two("25/10/2026 à 14:05 - ", "26/10/2026 à 09:07 - "),
    SAID,
    file="Discussion WhatsApp avec Ana.txt",
)
case("it", two("25/10/26, 14:05 - ", "26/10/26, 09:07 - "), SAID, file="Chat WhatsApp con Ana.txt")
case(
    "it2",
    two("25/10/26, 14:05 - ", "26/10/26, 09:07 - "),
    SAID,
    file="Chat di WhatsApp con Ana.txt",
)
case(
    "ru",
    two("25.10.2026, 14:05 - ", "26.10.2026, 09:07 - "),
    SAID,
    file="Чат WhatsApp с контактом Ana.txt",
)
case(
    "ru old",
    two("25.10.2026, 14:05 - ", "26.10.2026, 09:07 - "),
    SAID,
    file="Чат WhatsApp с Ana.txt",
)
case(
    "tr",
    two("25.10.2026 14:05 - ", "26.10.2026 09:07 - "),
    SAID,
    file="Ana ile WhatsApp Sohbeti.txt",
)
case("tr 12h", two("25.10.2026 ÖS 2:05 - ", "26.10.2026 ÖÖ 9:07 - "), SAID, ours=["Li Wei"])
case(
    "ar digits",
    two("\u200f٢٥\u200f/١٠\u200f/٢٠٢٦، ٢:٠٥ م - ", "\u200f٢٦\u200f/١٠\u200f/٢٠٢٦، ٩:٠٧ ص - "),
    SAID,
    ours=["Li Wei"],
)
case(
    "ar title",
    two("25/10/2026، 2:05 م - ", "26/10/2026، 9:07 ص - "),
    SAID,
    file="محادثة واتساب مع Ana.txt",
)
case(
    "fa digits",
    two("۲۵/۱۰/۲۰۲۶،\u200f ۱۴:۰۵ - ", "۲۶/۱۰/۲۰۲۶،\u200f ۰۹:۰۷ - "),
    SAID,
    ours=["Li Wei"],
)
case(
    "zh-CN",
    two("2026/10/25 下午2:05 - ", "2026/10/26 上午9:07 - "),
    SAID,
    file="与Ana的 WhatsApp 聊天.txt",
)
case(
    "zh-CN 24",
    two("2026/10/25 14:05 - ", "2026/10/26 09:07 - "),
    SAID,
    file="与“Ana”的 WhatsApp 聊天记录.txt",
)
case("zh iOS", two("[2026/10/25 下午2:05:33] ", "[2026/10/26 上午9:07:22] "), SAID, ours=["Li Wei"])
case(
    "zh 晚上",
    "2026/10/25 晚上8:05 - Li Wei: Hello\n2026/10/26 凌晨1:07 - Ana: Hi\n2026/10/26 中午12:10 - Ana: Yo\n2026/10/26 早上7:10 - Ana: x\n",
    [
        ("2026-10-25 20:05", "out"),
        ("2026-10-26 01:07", "in"),
        ("2026-10-26 12:10", "in"),
        ("2026-10-26 07:10", "in"),
    ],
    ours=["Li Wei"],
)
case(
    "zh-TW",
    two("2026/10/25 下午2:05 - ", "2026/10/26 上午9:07 - "),
    SAID,
    file="與Ana的 WhatsApp 對話.txt",
)
case(
    "zh iOS short year",
    two("[26/10/25 下午2:05:33] ", "[26/10/26 上午9:07:22] "),
    SAID,
    ours=["Li Wei"],
)
case(
    "ja",
    two("2026/10/25 14:05 - ", "2026/10/26 9:07 - "),
    SAID,
    file="Anaとの WhatsApp チャット.txt",
)
case("ko", two("2026. 10. 25. 오후 2:05 - ", "2026. 10. 26. 오전 9:07 - "), SAID, ours=["Li Wei"])
case(
    "ko2",
    "2026년 10월 25일 오후 2:05, Li Wei : Hello\n2026년 10월 26일 오전 9:07, Ana : Hi, price?\n",
    SAID,
    ours=["Li Wei"],
)
case("hi", two("25/10/26, 2:05 pm - ", "26/10/26, 9:07 am - "), SAID, ours=["Li Wei"])
case("hi hindi", two("25/10/26, 2:05 अपराह्न - ", "26/10/26, 9:07 पूर्वाह्न - "), SAID, ours=["Li Wei"])
case("id", two("25/10/26 14.05 - ", "26/10/26 09.07 - "), SAID, file="Chat WhatsApp dengan Ana.txt")
case(
    "pl", two("25.10.2026, 14:05 - ", "26.10.2026, 09:07 - "), SAID, file="Czat WhatsApp z Ana.txt"
)
case(
    "nl", two("25-10-2026 14:05 - ", "26-10-2026 09:07 - "), SAID, file="WhatsApp-chat met Ana.txt"
)
case("sv", two("2026-10-25 14:05 - ", "2026-10-26 09:07 - "), SAID, ours=["Li Wei"])
case("da", two("25.10.2026 14.05 - ", "26.10.2026 09.07 - "), SAID, ours=["Li Wei"])
case("fi", two("25.10.2026 klo 14.05 - ", "26.10.2026 klo 9.07 - "), SAID, ours=["Li Wei"])
case("hu", two("2026. 10. 25. 14:05 - ", "2026. 10. 26. 9:07 - "), SAID, ours=["Li Wei"])
case("cs", two("25.10.2026 14:05 - ", "26.10.2026 9:07 - "), SAID, ours=["Li Wei"])
case("cs spaced", two("25. 10. 2026 14:05 - ", "26. 10. 2026 9:07 - "), SAID, ours=["Li Wei"])
case("bg", two("25.10.2026 г., 14:05 - ", "26.10.2026 г., 9:07 - "), SAID, ours=["Li Wei"])
case("vi", two("14:05, 25/10/2026 - ", "09:07, 26/10/2026 - "), SAID, ours=["Li Wei"])
case("th buddhist", two("25/10/2569 14:05 - ", "26/10/2569 09:07 - "), SAID, ours=["Li Wei"])
case("el", two("25/10/26, 2:05 μ.μ. - ", "26/10/26, 9:07 π.μ. - "), SAID, ours=["Li Wei"])
case("he", two("25.10.2026, 14:05 - ", "26.10.2026, 9:07 - "), SAID, ours=["Li Wei"])
case(
    "noon midnight",
    "10/25/26, 12:05 PM - Li Wei: Hello\n10/26/26, 12:07 AM - Ana: Hi\n",
    [("2026-10-25 12:05", "out"), ("2026-10-26 00:07", "in")],
)
# ambiguity
case("ambiguous raises", two("10/5/26, 14:05 - ", "10/6/26, 09:07 - "), error="day from month")
case(
    "ambiguous day_first",
    two("10/5/26, 14:05 - ", "10/6/26, 09:07 - "),
    [("2026-05-10 14:05", "out"), ("2026-06-10 09:07", "in")],
    day_first=True,
)
case(
    "growth proves mdy",
    "1/11/26, 14:05 - Li Wei: a\n1/12/26, 14:05 - Ana: b\n2/1/26, 10:00 - Ana: c\n",
    [("2026-01-11 14:05", "out"), ("2026-01-12 14:05", "in"), ("2026-02-01 10:00", "in")],
)
case(
    "growth proves dmy",
    "11/1/26, 14:05 - Li Wei: a\n12/1/26, 14:05 - Ana: b\n1/2/26, 10:00 - Ana: c\n",
    [("2026-01-11 14:05", "out"), ("2026-01-12 14:05", "in"), ("2026-02-01 10:00", "in")],
)
case(
    "dots are days first",
    two("05.10.26, 14:05 - ", "06.10.26, 09:07 - "),
    [("2026-10-05 14:05", "out"), ("2026-10-06 09:07", "in")],
    file="WhatsApp Chat mit Ana.txt",
)
case(
    "hyphens are days first",
    two("05-10-2026 14:05 - ", "06-10-2026 09:07 - "),
    [("2026-10-05 14:05", "out"), ("2026-10-06 09:07", "in")],
    file="WhatsApp-chat met Ana.txt",
)
case(
    "proof after line 5000",
    "".join(f"5/5/26, 10:{i % 60:02} - Ana: m{i}\n" for i in range(5200))
    + "5/25/26, 10:00 - Ana: end\n",
    ours=["Li Wei"],
)
case(
    "wrong given order is a problem",
    "10/25/26, 14:05 - Ana: a\n10/26/26, 14:05 - Li Wei: a\n",
    [],
    day_first=True,
    problems=2,
)
# system lines
SYS = "10/25/26, 2:00 PM - Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.\n"
case("encryption notice", SYS + two("10/25/26, 2:05 PM - ", "10/26/26, 9:07 AM - "), SAID)
case(
    "system line with colon",
    '10/25/26, 2:00 PM - Ana changed the subject to "Offer: pumps"\n10/25/26, 2:01 PM - Li Wei created group "UV: lamps"\n'
    + two("10/25/26, 2:05 PM - ", "10/26/26, 9:07 AM - "),
    SAID,
)
case(
    "iOS encryption in name of partner",
    "[25/10/2026, 14:00:00] Ana: \u200eMessages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.\n"
    + two("[25/10/2026, 14:05:33] ", "[26/10/2026, 09:07:01] "),
    SAID,
)
case(
    "iOS encryption de",
    "[25.10.26, 14:00:00] Ana: \u200eNachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand außerhalb dieses Chats kann sie lesen oder anhören.\n"
    + two("[25.10.26, 14:05:33] ", "[26.10.26, 09:07:01] "),
    SAID,
)
case(
    "media omitted",
    "10/25/26, 2:05 PM - Li Wei: <Media omitted>\n10/26/26, 9:07 AM - Ana: <Media omitted>\n",
    [("2026-10-25 14:05", "out", "<Media omitted>"), ("2026-10-26 09:07", "in", "<Media omitted>")],
)
case(
    "iOS image omitted",
    "[25/10/2026, 14:05:33] Li Wei: \u200eimage omitted\n\u200e[26/10/2026, 09:07:01] Ana: \u200eaudio omitted\n",
    [("2026-10-25 14:05", "out", "image omitted"), ("2026-10-26 09:07", "in", "audio omitted")],
)
case(
    "deleted",
    "25/10/2026, 14:05 - Li Wei: You deleted this message\n26/10/2026, 09:07 - Ana: This message was deleted\n",
    [("2026-10-25 14:05", "out", ""), ("2026-10-26 09:07", "in", "")],
)
case(
    "edited",
    "25/10/2026, 14:05 - Li Wei: Price is 5 <This message was edited>\n26/10/2026, 09:07 - Ana: ok\u200e<This message was edited>\n",
    [("2026-10-25 14:05", "out", "Price is 5"), ("2026-10-26 09:07", "in", "ok")],
)
case(
    "missed call",
    "25/10/2026, 14:05 - Li Wei: Hello\n26/10/2026, 09:07 - Ana: Missed voice call\n",
    [("2026-10-25 14:05", "out", "Hello"), ("2026-10-26 09:07", "in", "Missed voice call", "call")],
)
case(
    "multi-line",
    "25/10/2026, 14:05 - Li Wei: one\ntwo: three\n\nfour\n26/10/2026, 09:07 - Ana: x\n",
    [("2026-10-25 14:05", "out", "one\ntwo: three\n\nfour"), ("2026-10-26 09:07", "in", "x")],
)
case(
    "multi-line with date inside",
    "25/10/2026, 14:05 - Li Wei: ETD:\n30/10/2026 vessel\n26/10/2026, 09:07 - Ana: x\n",
    [("2026-10-25 14:05", "out", "ETD:\n30/10/2026 vessel"), ("2026-10-26 09:07", "in", "x")],
)
case(
    "name with colon-free emoji",
    "25/10/2026, 14:05 - Li Wei: hi\n26/10/2026, 09:07 - Ana 💧: x: y\n",
    [("2026-10-25 14:05", "out", "hi"), ("2026-10-26 09:07", "in", "x: y")],
    ours=["Li Wei"],
)
case(
    "numbers as names",
    "25/10/2026, 14:05 - Li Wei: hi\n26/10/2026, 09:07 - \u202a+34 600 11 22 33\u202c: x\n",
    [("2026-10-25 14:05", "out"), ("2026-10-26 09:07", "in")],
    file="WhatsApp Chat with +34 600 11 22 33.txt",
)
case(
    "ours case/space/tilde",
    "25/10/2026, 14:05 - ~\u202fLi Wei: hi\n26/10/2026, 09:07 - Ana: x\n",
    [("2026-10-25 14:05", "out"), ("2026-10-26 09:07", "in")],
    ours=["li wei "],
)
case(
    "ours as number",
    "25/10/2026, 14:05 - +86 138 0013 8000: hi\n26/10/2026, 09:07 - Ana: x\n",
    [("2026-10-25 14:05", "out"), ("2026-10-26 09:07", "in")],
    ours=["+8613800138000"],
)
case(
    "ours not in chat",
    two("25/10/2026, 14:05 - ", "26/10/2026, 09:07 - "),
    error="Li Wei",
    ours=["Wang"],
)
case(
    "only customer wrote",
    "25/10/2026, 14:05 - Ana: hi\n26/10/2026, 09:07 - Ana: there?\n",
    [("2026-10-25 14:05", "in"), ("2026-10-26 09:07", "in")],
    ours=["Wang"],
)
case(
    "only customer wrote, by title",
    "25/10/2026, 14:05 - Ana: hi\n26/10/2026, 09:07 - Ana: there?\n",
    [("2026-10-25 14:05", "in"), ("2026-10-26 09:07", "in")],
)
case(
    "only we wrote, by title",
    "25/10/2026, 14:05 - Li Wei: hi\n26/10/2026, 09:07 - Li Wei: there?\n",
    error="ours",
)
case(
    "group",
    '25/10/2026, 14:00 - Li Wei created group "Pumps"\n25/10/2026, 14:05 - Li Wei: hi\n25/10/2026, 14:06 - Ana: a\n26/10/2026, 09:07 - Luis: b\n26/10/2026, 09:08 - Ana left\n',
    [("2026-10-25 14:05", "out"), ("2026-10-25 14:06", "in"), ("2026-10-26 09:07", "in")],
    file="WhatsApp Chat with Pumps.txt",
    ours=["Li Wei"],
)
case(
    "title number suffix (1)",
    two("25/10/2026, 14:05 - ", "26/10/2026, 09:07 - "),
    SAID,
    file="WhatsApp Chat with Ana(1).txt",
)
case(
    "title number suffix  (2)",
    two("25/10/2026, 14:05 - ", "26/10/2026, 09:07 - "),
    SAID,
    file="WhatsApp Chat with Ana (2).txt",
)
case(
    "_chat.txt needs ours",
    two("[25/10/2026, 14:05:33] ", "[26/10/2026, 09:07:01] "),
    error="ours",
    file="_chat.txt",
)
packed = io.BytesIO()
with zipfile.ZipFile(packed, "w") as made:
    made.writestr("_chat.txt", two("[25/10/2026, 14:05:33] ", "[26/10/2026, 09:07:01] "))
    made.writestr("00001-PHOTO.jpg", b"x")
case("iOS zip", packed.getvalue(), SAID, file="WhatsApp Chat - Ana.zip")
case("utf-16", two("25/10/2026, 14:05 - ", "26/10/2026, 09:07 - ").encode("utf-16"), SAID)
case(
    "bom crlf",
    ("\ufeff" + two("25/10/2026, 14:05 - ", "26/10/2026, 09:07 - ").replace("\n", "\r\n")).encode(),
    SAID,
)
case("not a chat", "Dear all,\nhello\n", error="no messages")
case(
    "impossible clock",
    "25/10/2026, 14:05 - Li Wei: a\n25/10/2026, 25:99 - Ana: b\n26/10/2026, 09:07 - Ana: c\n",
    None,
)
case(
    "group added by number",
    "25/10/2026, 14:00 - \u200eLi Wei added \u202a+34 600 11 22 33\u202c\n"
    + two("25/10/2026, 14:05 - ", "26/10/2026, 09:07 - "),
    SAID,
)
case(
    "security code",
    "25/10/2026, 14:00 - Your security code with Ana changed. Tap to learn more.\n"
    + two("25/10/2026, 14:05 - ", "26/10/2026, 09:07 - "),
    SAID,
)
case(
    "unknown system with colon twice",
    "25/10/2026, 14:00 - You changed the group description to: call us\n"
    + two("25/10/2026, 14:05 - ", "26/10/2026, 09:07 - "),
    SAID,
)

case(
    "two digits of a year before WhatsApp",
    two("[24/10/05 14:05:33] ", "[24/11/06 09:07:22] "),
    [("2024-10-05 14:05", "out"), ("2024-11-06 09:07", "in")],
    ours=["Li Wei"],
)

case("en-AU upper", two("25/10/2026, 2:05 PM - ", "26/10/2026, 9:07 AM - "), SAID)
case("en-ZA", two("2026/10/25, 14:05 - ", "2026/10/26, 09:07 - "), SAID)
case("fr-CA", two("2026-10-25 14 h 05 - ", "2026-10-26 9 h 07 - "), SAID)
case(
    "de-CH", two("25.10.26, 14:05 - ", "26.10.26, 09:07 - "), SAID, file="WhatsApp-Chat mit Ana.txt"
)
case(
    "pt-BR iOS",
    two("[25/10/2026, 14:05:33] ", "[26/10/2026, 09:07:01] "),
    SAID,
    file="Conversa do WhatsApp com Ana.txt",
)
case(
    "es-MX 12h",
    two("25/10/26 2:05 p. m. - ", "26/10/26 9:07 a. m. - "),
    SAID,
    file="Chat de WhatsApp con Ana.txt",
)
case(
    "ar iOS",
    two("[25\u200f/10\u200f/2026، 2:05:33 م] ", "[26\u200f/10\u200f/2026، 9:07:01 ص] "),
    SAID,
    ours=["Li Wei"],
)
case("ur", two("25/10/26، 2:05 PM - ", "26/10/26، 9:07 AM - "), SAID, ours=["Li Wei"])
case("bn digits", two("২৫/১০/২৬, ২:০৫ PM - ", "২৬/১০/২৬, ৯:০৭ AM - "), SAID, ours=["Li Wei"])
case(
    "ro", two("25.10.2026, 14:05 - ", "26.10.2026, 09:07 - "), SAID, file="Chat WhatsApp cu Ana.txt"
)
case("sr dots", two("25.10.2026. 14:05 - ", "26.10.2026. 09:07 - "), SAID, ours=["Li Wei"])
case("hr", two("25. 10. 2026. 14:05 - ", "26. 10. 2026. 09:07 - "), SAID, ours=["Li Wei"])
case("lt", two("2026-10-25, 14:05 - ", "2026-10-26, 09:07 - "), SAID, ours=["Li Wei"])
case("et", two("25.10.26 14:05 - ", "26.10.26 9:07 - "), SAID, ours=["Li Wei"])
case("ja 午後", two("2026/10/25 午後2:05 - ", "2026/10/26 午前9:07 - "), SAID, ours=["Li Wei"])
case(
    "zh 中文标点",
    two("2026年10月25日 下午2:05 - ", "2026年10月26日 上午9:07 - "),
    SAID,
    ours=["Li Wei"],
)
case(
    "tr iOS",
    two("[25.10.2026 14:05:33] ", "[26.10.2026 09:07:01] "),
    SAID,
    file="WhatsApp Sohbeti - Ana.txt",
)
case(
    "two contacts, similar names",
    "25/10/2026, 14:05 - Li Wei: Hello\n26/10/2026, 09:07 - Ana Gil: a\n",
    [("2026-10-25 14:05", "out"), ("2026-10-26 09:07", "in")],
    file="WhatsApp Chat with Ana Gil.txt",
)
case(
    "our name is part of theirs",
    "25/10/2026, 14:05 - Ana: Hello\n26/10/2026, 09:07 - Ana Gil: a\n",
    [("2026-10-25 14:05", "out"), ("2026-10-26 09:07", "in")],
    file="WhatsApp Chat with Ana Gil.txt",
)
case(
    "name with brackets",
    "25/10/2026, 14:05 - Li Wei: Hello\n26/10/2026, 09:07 - Ana (Aguas): a\n",
    [("2026-10-25 14:05", "out"), ("2026-10-26 09:07", "in")],
    file="WhatsApp Chat with Ana (Aguas).txt",
)
case(
    "missed call iOS with LRM",
    "[25/10/2026, 14:05:33] Li Wei: Hello\n[26/10/2026, 09:07:01] Ana: \u200eMissed voice call. Tap to call back\n",
    [
        ("2026-10-25 14:05", "out"),
        ("2026-10-26 09:07", "in", "Missed voice call. Tap to call back", "call"),
    ],
)
case(
    "says voice call in words",
    "25/10/2026, 14:05 - Li Wei: Hello\n26/10/2026, 09:07 - Ana: Voice call tomorrow please\n",
    [
        ("2026-10-25 14:05", "out"),
        ("2026-10-26 09:07", "in", "Voice call tomorrow please", "message"),
    ],
)
case(
    "quoted deletion",
    '25/10/2026, 14:05 - Li Wei: Hello\n26/10/2026, 09:07 - Ana: Why "This message was deleted"?\n',
    [("2026-10-25 14:05", "out"), ("2026-10-26 09:07", "in", 'Why "This message was deleted"?')],
)
case(
    "security words of a person",
    "25/10/2026, 14:05 - Li Wei: Hello\n26/10/2026, 09:07 - Ana: What is the security code of the lamp?\n",
    [
        ("2026-10-25 14:05", "out"),
        ("2026-10-26 09:07", "in", "What is the security code of the lamp?"),
    ],
)


def said(letter, want):
    """As much of a message as is expected."""
    one = letter.interaction
    moment = one.at.strftime("%Y-%m-%d %H:%M")
    return (moment, one.direction.value.removesuffix("bound"), one.text, one.kind.value)[
        : len(want)
    ]


@pytest.mark.parametrize(("octets", "want", "told"), CASES)
def test_chats_are_read_as_phones_write_them(tmp_path, octets, want, told):
    """And nothing that the program says is taken for words of somebody."""
    file, error, problems, options = told
    path = tmp_path / file
    path.write_bytes(octets)
    if error is not None:
        with pytest.raises(DataError, match=error):
            read_chat(path, **options)
        return
    letters = read_chat(path, **options)
    messages = list(letters)

    if want is not None:
        assert [said(one, other) for one, other in zip(messages, want, strict=True)] == want
    assert problems in {None, len(letters.problems)}
