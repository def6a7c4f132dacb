"""Chats that WhatsApp exported as text, as different phones write them."""

from __future__ import annotations

import zipfile

from datetime import UTC, datetime

import pytest

from followup.errors import DataError, UnknownName
from followup.readers import read_chat


def chat(tmp_path, text, name="WhatsApp Chat with Ana.txt", **options):
    """The letters of a text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_chat(path, **options)


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("31/12/2026, 21:41 -", (2026, 12, 31, 21, 41)),
        ("12/31/26, 9:41 PM -", (2026, 12, 31, 21, 41)),
        ("12/31/26, 12:05\u202fa.\u00a0m. -", (2026, 12, 31, 0, 5)),
        ("31.12.26, 21:41 -", (2026, 12, 31, 21, 41)),
        ("2026-12-31, 21:41 -", (2026, 12, 31, 21, 41)),
        ("\u200e[31/12/2026, 21:41:07]", (2026, 12, 31, 21, 41, 7)),
        ("[2026/12/31 21:41:07]", (2026, 12, 31, 21, 41, 7)),
        ("2026/12/31 下午9:41 -", (2026, 12, 31, 21, 41)),
        ("2026. 12. 31. 오후 9:41 -", (2026, 12, 31, 21, 41)),
        ("٣١/١٢/٢٠٢٦، ٩:٤١ م -", (2026, 12, 31, 21, 41)),
        ("31/12/2026, 21.41 -", (2026, 12, 31, 21, 41)),
    ],
)
def test_dates_are_read_as_phones_write_them(tmp_path, stamp, expected):
    """Order, separators, halves of the day, marks of direction, other digits."""
    text = f"{stamp} Li: Our offer?\n{stamp} Ana: What price?\n"
    if expected is None:
        with pytest.raises(DataError, match="no messages"):
            chat(tmp_path, text)
        return
    offer, price = chat(tmp_path, text)

    assert offer.interaction.at == datetime(*expected, tzinfo=UTC)
    assert (offer.interaction.direction, offer.parties) == ("outbound", ())
    assert (price.interaction.direction, price.parties) == ("inbound", ("Ana",))
    assert price.interaction.channel == "whatsapp"
    assert price.interaction.text == "What price?"


def test_lines_below_a_message_belong_to_it_and_notices_are_nobody_s(tmp_path):
    """Whoever adds a member says nothing; what stands above the first message is nothing."""
    [letter] = chat(
        tmp_path,
        "above\n31/12/2026, 21:40 - Messages are encrypted.\n"
        "31/12/2026, 21:41 - Ana: First line\nsecond: line\n\nlast line\n",
    )

    assert letter.interaction.text == "First line\nsecond: line\n\nlast line"


def test_the_phone_s_zone_counts(tmp_path):
    """The file does not tell it."""
    [letter] = chat(tmp_path, "31/12/2026, 21:41 - Ana: Hello\n", timezone="Asia/Shanghai")

    assert letter.interaction.at == datetime(2026, 12, 31, 13, 41, tzinfo=UTC)
    with pytest.raises(UnknownName):
        chat(tmp_path, "31/12/2026, 21:41 - Ana: Hello\n", timezone="Moon/Base")


@pytest.mark.parametrize(
    "name",
    [
        "WhatsApp-Chat mit Ana.txt",
        "Chat de WhatsApp con Ana.txt",
        "Conversa do WhatsApp com Ana.txt",
        "Discussion WhatsApp avec Ana.txt",
        "Чат WhatsApp с Ana.txt",
        "与Ana的 WhatsApp 聊天记录.txt",
    ],
)
def test_the_name_of_the_file_tells_whom_the_chat_is_with(tmp_path, name):
    """In some languages."""
    box = chat(tmp_path, "31/12/2026, 21:41 - Ana: Hi\n31/12/2026, 21:42 - Li: Hi\n", name)

    assert box.ours == ("Li",)


def test_where_nothing_tells_who_is_who_it_is_asked_for(tmp_path):
    """Nobody is guessed."""
    text = "31/12/2026, 21:41 - Ana: Hi\n31/12/2026, 21:42 - Li: Hi\n"
    with pytest.raises(DataError, match="Ana, Li"):
        chat(tmp_path, text, "_chat.txt")

    assert chat(tmp_path, text, "_chat.txt", ours=["Li"]).ours == ("Li",)


def test_day_and_month_are_told_apart_by_the_order_of_the_messages(tmp_path):
    """Or by the caller; never by a guess."""
    grows = "03/11/2026, 1:00 - Ana: a\n04/11/2026, 1:00 - Ana: b\n01/12/2026, 1:00 - Ana: c\n"
    first, *_ = chat(tmp_path, grows)
    assert first.interaction.at == datetime(2026, 11, 3, 1, tzinfo=UTC)

    alone = "03/11/2026, 1:00 - Ana: a\n"
    with pytest.raises(DataError, match="day from month"):
        chat(tmp_path, alone)
    [american] = chat(tmp_path, alone, day_first=False)
    [european] = chat(tmp_path, alone, day_first=True)
    assert american.interaction.at.month == 3
    assert european.interaction.at.month == 11


def test_a_date_that_cannot_be_is_told(tmp_path):
    """With its line; the others are read."""
    box = chat(tmp_path, "31/12/2026, 21:41 - Ana: a\n31/02/2026, 21:41 - Ana: b\n")

    assert len(list(box)) == 1
    assert box.problems[0].row == 2


def test_endless_messages_are_cut(tmp_path):
    """One line, or many."""
    endless = "31/12/2026, 21:41 - Ana: " + "x" * 150_000 + "\n" + "y\n" * 20_000
    [letter] = chat(tmp_path, endless)

    assert len(letter.interaction.text) == 20_000


def test_a_long_chat_is_looked_at_in_part_and_read_whole(tmp_path):
    """Five thousand lines tell who speaks and how days are written."""
    text = "31/12/2026, 21:41 - Ana: a\n" + "01/01/2027, 21:41 - Ana: a\n" * 6_000

    assert sum(1 for _ in chat(tmp_path, text)) == 6_001


def test_what_is_no_chat_is_said(tmp_path):
    """A file of something else, or none."""
    with pytest.raises(DataError, match="no messages"):
        chat(tmp_path, "Dear diary,\n")
    with pytest.raises(DataError, match="no file"):
        read_chat(tmp_path / "nowhere.txt")


def test_an_archive_without_a_text_holds_no_chat(tmp_path):
    """It was exported as something else."""
    path = tmp_path / "chat.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("photo.jpg", "x")
    with pytest.raises(DataError, match="holds no chat"):
        read_chat(path, ours=["Li"])


def test_who_speaks_late_is_heard_and_late_sentences_of_the_program_are_not(tmp_path):
    """The beginning was looked at for names; empty messages are messages."""
    stamp = "25/10/2026, 14:05 - "
    lines = [f"{stamp}Li: {number}" for number in range(5_100)]
    lines += [f'{stamp}Li changed the subject to "Lamps: now"', f"{stamp}Ana:", f"{stamp}Ana: x"]
    path = tmp_path / "chat.txt"
    path.write_text("\n".join(lines), encoding="utf-8")

    said = [letter.interaction for letter in read_chat(path, ours=["Li"])]
    assert len(said) == 5_102
    assert [(one.direction, one.text) for one in said[-2:]] == [("inbound", ""), ("inbound", "x")]
