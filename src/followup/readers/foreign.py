"""Files that are no lists, told by their first octets, with what to do."""

from __future__ import annotations

import re

from followup.errors import DataError


_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old XLS workbook, or one that is protected by a password", "Save it as XLSX without a password"),
    (b"%PDF-", "a PDF document", "Export the list as CSV or XLSX"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it"),
    (b"Rar!", "a RAR archive", "Unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Unpack it"),
    (b"BZh", "a bzip2 archive", "Unpack it"),
    (b"\x89PNG", "a picture", "Export the list as CSV or XLSX"),
    (b"\xff\xd8\xff", "a picture", "Export the list as CSV or XLSX"),
    (b"GIF8", "a picture", "Export the list as CSV or XLSX"),
    (b"SQLite format 3\0", "a database", "Export its table as CSV"),
    (b"!BDN", "an Outlook data file (PST)", "Export the contacts as CSV"),
)  # fmt: skip
_MARKUP = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<(?:!doctype|html|head|body|table|meta|style|div)\b|(<\?xml))", re.IGNORECASE)  # fmt: skip
_NO_LETTERS = re.compile("[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_MOST_BROKEN = 0.05


def refuse_foreign(sample: bytes) -> None:
    """Refuse what is no text of a list.

    Raises:
        DataError: It is some other kind of file.
    """
    for magic, what, remedy in _MAGIC:
        if sample.startswith(magic):
            raise DataError(f"This is {what}. {remedy}.")
    if found := _MARKUP.match(sample):
        kind = "XML" if found[1] else "HTML, whatever its name ends with"
        raise DataError(f"This is {kind}. Open it in a spreadsheet and save it as XLSX or CSV.")


def refuse_binary(text: str) -> None:
    """Refuse what is full of signs that no text has.

    Raises:
        DataError: It is no text.
    """
    if len(_NO_LETTERS.findall(text)) > _MOST_BROKEN * len(text):
        raise DataError("This is no text. Export the list as CSV or XLSX.")
