"""Where mails lie: mbox files of several programs, Maildirs with folders, folders of what else there is."""

from __future__ import annotations

import pytest

from followup.errors import DataError
from followup.readers import read_mailbox


IN = "From: ana@aguas.es\nTo: li@acme.com\nDate: Mon, 16 Nov 2026 09:00:00 +0100\n\nA question.\n"
OUT = "From: li@acme.com\nTo: ana@aguas.es\nDate: Mon, 16 Nov 2026 08:00:00 +0100\n\nAn offer.\n"
STAMP = "From li@acme.com Mon Nov 16 09:00:00 2026\n"


def read(place):
    """The directions of the mails, and how many problems there are."""
    box = read_mailbox(place, ours=["li@acme.com"])
    return [letter.interaction.direction.value for letter in box], len(box.problems)


def written(path, text):
    """A file with these words."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    "text",
    [
        STAMP + OUT + "\n" + STAMP + IN,
        (STAMP + OUT + "\n" + STAMP + IN).replace("\n", "\r\n"),
        "From 123@xxx Mon Nov 16 09:00:00 +0000 2026\n" + OUT + "\nFrom 9@xxx Mon Nov 16 09:00:00 +0000 2026\n" + IN,
        "From - Mon Nov 16 09:00:00 2026\nX-Mozilla-Status: 0001\n" + OUT + "\nFrom - Mon Nov 16 09:00:00 2026\n" + IN,
        STAMP + OUT.rstrip() + "\n" + STAMP + IN,
        "\n\n" + STAMP + OUT + "\n" + STAMP + IN,
        "From nobody\n" + OUT + "\nFrom nobody\n" + IN,
        STAMP + OUT + "\nFrom the start we wanted lamps.\n\n" + STAMP + IN,
        STAMP + OUT + "\nFrom Vigo, Monday 16 Nov 9:00 to 2026 and beyond.\n" + STAMP + IN,
    ],
)  # fmt: skip
def test_mails_of_an_mbox_are_told_apart(tmp_path, text):
    """As Takeout, Thunderbird and others write it; words that begin with "From" are words."""
    assert read(written(tmp_path / "box", text)) == (["outbound", "inbound"], 0)


def test_a_maildir_is_read_with_its_folders(tmp_path):
    """What was sent lies in a folder of its own; what is no mail is left."""
    written(tmp_path / "cur" / "1:2,S", IN)
    written(tmp_path / ".Sent" / "cur" / "2:2,S", OUT)
    written(tmp_path / ".INBOX.Archive" / "new" / "3", IN)
    written(tmp_path / "dovecot-uidlist", "3 V1")

    directions, problems = read(tmp_path)
    assert (sorted(directions), problems) == (["inbound", "inbound", "outbound"], 0)


def test_a_maildir_may_be_empty(tmp_path):
    """Nobody wrote yet."""
    (tmp_path / "cur").mkdir()

    assert read(tmp_path) == ([], 0)


def test_a_folder_of_many_kinds_is_read(tmp_path):
    """mbox files, EML in small and capital letters, Apple's; Outlook's own is told."""
    written(tmp_path / "Inbox", STAMP + IN)
    written(tmp_path / "Inbox.msf", "// index")
    written(tmp_path / "a.eml", OUT)
    written(tmp_path / "b.EML", OUT)
    written(tmp_path / "c.emlx", f"{len(IN)}\n{IN}<?xml version='1.0'?><plist/>")
    written(tmp_path / "d.emlx", IN)
    written(tmp_path / "e.msg", b"\xd0\xcf\x11\xe0" + bytes(100))

    directions, problems = read(tmp_path)
    assert (sorted(directions), problems) == (["inbound"] * 3 + ["outbound"] * 2, 1)
    assert read_mailbox(tmp_path).ours in {("ana@aguas.es",), ("li@acme.com",)}


def test_a_folder_without_mail_is_said(tmp_path):
    """It is the wrong folder."""
    written(tmp_path / "leads.csv", "Company\n")
    with pytest.raises(DataError, match="no mail"):
        read(tmp_path)


def test_what_is_no_mail_is_a_problem(tmp_path):
    """A list, say."""
    assert read(written(tmp_path / "leads.csv", "Company,Email\nAguas,a@aguas.es\n")) == ([], 1)
