"""Mailboxes: mbox, Maildir, folders of mails; and whose history a mail belongs to."""

from __future__ import annotations

import mailbox

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from followup import Interaction, Lead
from followup.errors import DataError
from followup.readers import Letter, attach, read_mailbox


OURS = "li@acme.cn"


def mail(sender, to, text="Hello.", **headers):
    """A mail with what headers it is given; ``Message_ID`` becomes ``Message-ID``."""
    made = EmailMessage()
    told = {"From": sender, "To": to, "Date": "Sun, 22 Nov 2026 09:00:00 +0100", **headers}
    for name, value in told.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


LETTERS = (
    mail(OURS, "Ana <Ana@aguas.es>", "Our offer?", Subject="Offer", Message_ID="<1@acme.cn>"),
    mail("ana@aguas.es", OURS, "From now on Luis.", Message_ID="<2@a>", References="<1@acme.cn>"),
    mail("luis@aguas.es", OURS, "What price?", Message_ID="<3@a>", In_Reply_To="<1@acme.cn>"),
    mail(
        "Mailer-Daemon@mx", OURS, "550 5.1.1 <eva@rios.es> no such user", Subject="failure notice"
    ),
    mail(OURS, "list@news.example", "News", Message_ID="<4@acme.cn>"),
)


@pytest.fixture(params=["mbox", "maildir", "eml"])
def place(request, tmp_path):
    """The same mails in each kind of mailbox."""
    path = tmp_path / "box"
    if request.param == "eml":
        (path / "deep").mkdir(parents=True)
        for number, letter in enumerate(LETTERS):
            (path / "deep" / f"{number}.eml").write_bytes(bytes(letter))
        return path
    kind = mailbox.mbox if request.param == "mbox" else mailbox.Maildir
    box = kind(path)
    for letter in LETTERS:
        box.add(letter)
    box.close()
    return path


def test_each_kind_of_mailbox_gives_the_same_letters(place):
    """Who wrote to whom, when, in which thread."""
    box = read_mailbox(place, ours=["@acme.cn"])
    letters = {letter.interaction.text: letter for letter in box}

    offer, handed_on, price = (
        letters[text] for text in ("Our offer?", "From now on Luis.", "What price?")
    )
    assert (offer.parties, offer.thread) == (("ana@aguas.es",), "<1@acme.cn>")
    assert offer.interaction.direction == "outbound"
    assert offer.interaction.at == datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert handed_on.thread == price.thread == "<1@acme.cn>"
    assert price.interaction.direction == "inbound"
    assert box.problems == ()


def test_a_bounce_belongs_to_whom_it_speaks_of(place):
    """Its sender is a machine."""
    bounce = next(
        one for one in read_mailbox(place, ours=[OURS]) if one.interaction.kind == "bounce"
    )

    assert bounce.parties[0] == "eva@rios.es"


def test_the_owner_is_found_where_nobody_names_it(place):
    """The address in most of the mails."""
    assert read_mailbox(place).ours == (OURS,)


def test_letters_come_to_their_leads(place):
    """By address, and by thread where a colleague answers; the rest is counted."""
    lead = Lead(company="Aguas", contact_points={"email": "ana@aguas.es"})
    attached = attach([Lead(company="Pozos"), lead], read_mailbox(place, ours=[OURS]))

    assert [len(one.history) for one in attached.leads] == [0, 3]
    assert attached.unattached == 2
    again = attach(attached.leads, read_mailbox(place, ours=[OURS]))
    assert again.leads == attached.leads


def test_one_mail_is_a_mailbox_too(tmp_path):
    """And an empty file holds none that can be dated."""
    one = tmp_path / "one.eml"
    one.write_bytes(bytes(LETTERS[0]))
    empty = tmp_path / "empty"
    empty.write_bytes(b"")

    assert len(list(read_mailbox(one, ours=[OURS]))) == 1
    box = read_mailbox(empty)
    assert (list(box), box.ours) == ([], ())
    assert len(box.problems) == 1
    assert "1 problems" in repr(box)


@pytest.mark.parametrize("date", ["yesterday", "Sun, 22 Nov 2026 09:00:00"])
def test_a_mail_without_a_zone_has_no_place_in_a_history(tmp_path, date):
    """It is told, and no time is invented."""
    path = tmp_path / "one.eml"
    path.write_bytes(
        bytes(mail(OURS, "ana@aguas.es", Date="x")).replace(b"Date: x", b"Date: " + date.encode())
    )
    box = read_mailbox(path, ours=[OURS])

    assert list(box) == []
    assert box.problems[0].column == "Date"


def test_minus_zero_means_utc(tmp_path):
    """As RFC 5322 says, the sender's own zone is not told; the instant is."""
    path = tmp_path / "one.eml"
    path.write_bytes(bytes(mail(OURS, "ana@aguas.es", Date="Sun, 22 Nov 2026 09:00:00 -0000")))

    [letter] = read_mailbox(path, ours=[OURS])
    assert letter.interaction.at == datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_a_mailbox_that_is_not_there_is_said(tmp_path):
    """With what to pass."""
    with pytest.raises(DataError, match="Maildir"):
        read_mailbox(tmp_path / "nowhere")


def test_lines_of_an_mbox_that_begin_with_from_are_words(tmp_path):
    """They are quoted with an angle bracket; long mails are cut."""
    path = tmp_path / "box"
    head = b"From li Sun Nov 22\nFrom: li@acme.cn\nTo: ana@aguas.es\nDate: Sun, 22 Nov 2026 09:00:00 +0100\n\n"
    path.write_bytes(head + b">From here on\n\n" + head + b"x\n" * 3_000_000)

    first, second = read_mailbox(path, ours=[OURS])
    assert first.interaction.text == "From here on"
    assert len(second.interaction.text) < 3_000_000


def test_problems_beyond_ten_thousand_are_not_kept(tmp_path):
    """Memory stays flat; a line "From" at the very end begins no mail."""
    path = tmp_path / "box"
    path.write_bytes(b"From x\n\n" * 10_010 + b"From x\n")
    box = read_mailbox(path, ours=[OURS])

    assert list(box) == []
    assert len(box.problems) == 10_000


def test_letters_are_attached_by_number_and_name_too():
    """Chats know numbers and names; a bare number is compared by its digits."""
    at = datetime(2026, 11, 22, tzinfo=UTC)

    def said(party):
        return Letter(
            interaction=Interaction(at=at, direction="inbound", text=party), parties=(party,)
        )

    leads = [
        Lead(person="Ana López", contact_points={"whatsapp": "+34 612 345 678"}),
        Lead(company="Pozos", contact_points={"phone": "5551234567"}),
    ]
    attached = attach(leads, map(said, ["+34612345678", "ana  lópez", "5551234567", "bad@", "Eva"]))

    assert [len(lead.history) for lead in attached.leads] == [2, 1]
    assert attached.unattached == 2


def test_colleagues_in_a_message_are_remembered():
    """Of their own company, of the last twelve months; no robots, no private addresses, nobody twice."""
    from datetime import UTC, datetime, timedelta

    from followup import Interaction, Lead
    from followup.readers import Letter, attach

    now = datetime(2026, 11, 22, tzinfo=UTC)

    def letter(days, *parties):
        said = Interaction(
            at=now - timedelta(days=days), direction="inbound", text=f"{days}", handle=parties[0]
        )
        return Letter(interaction=said, parties=parties)

    ana = Lead(contact_points=["ana@aguas.es"])
    letters = [
        letter(500, "ana@aguas.es", "old@aguas.es"),
        letter(
            9,
            "ana@aguas.es",
            "Luis@aguas.es",
            "noreply@aguas.es",
            "friend@gmail.com",
            "eva@port.es",
        ),
        letter(3, "ana@aguas.es", "marta@aguas.es", "luis@aguas.es", "not an address@"),
    ]
    [found] = attach([ana], letters).leads

    assert [(point.value, point.role) for point in found.contact_points] == [
        ("ana@aguas.es", "contact"),
        ("marta@aguas.es", "colleague"),
        ("luis@aguas.es", "colleague"),
    ]
