"""A text, read for one profile: what it says, before it is judged."""

from __future__ import annotations

import attrs

from followup._language import language as language_of
from followup.data import Facts
from followup.fit.document import Document
from followup.fit.grounds import Grounds, grounds
from followup.fit.shelf import Shelf, shelf
from followup.fit.text import Piece, What, all_are_long, pieces
from followup.models import IndustryProfile


@attrs.frozen(kw_only=True)
class Reading:
    """A text, read for one profile.

    Attributes:
        profile: The profile.
        pieces: The text.
        shelf: The profile, ready for reading.
        document: The text's stems.
        spoken: Its language; None where that is not known, and then one was assumed.
        grounds: What speaks for and against.
    """

    profile: IndustryProfile
    pieces: tuple[Piece, ...]
    shelf: Shelf
    document: Document
    spoken: str | None
    grounds: Grounds

    @property
    def degraded(self) -> str | None:
        """Why the judgement may be worse than it could be; None where nothing is amiss."""
        language = self.document.language
        if self.spoken is not None and not self.shelf.covers(self.spoken):
            return f"The profile has no words in {self.spoken!r}: give its topics concepts, or ask an embedder."
        if self.spoken is None and self.document.masses:
            return f"The language could not be told; the text was read as {language!r}."
        if self.spoken not in self.shelf.languages and self.document.masses:
            return f"In {language!r} the profile is known by official trades only: give its topics concepts."
        if any(piece.is_cut for piece in self.pieces):
            return "Only the beginning of the text was read: 40,000 characters of each piece."
        if all_are_long(self.pieces):
            return "Only the beginning was read: 250,000 characters, and 1,000 pieces."
        return None


def read(profile: IndustryProfile, what: What, facts: Facts) -> Reading:
    """Read a text for a profile.

    Raises:
        UnknownName: The profile names a concept that is not known.
        InvalidValue: ``what`` is none of the kinds that can be read.
    """
    kept = shelf(profile, facts)
    several = pieces(what)
    text = "\n".join(piece.text for piece in several)
    spoken = language_of(text, facts=facts)
    assumed = kept.language_of(text, spoken)
    document = Document(several, assumed)
    found = grounds(kept, document, profile.possible)
    return Reading(
        profile=profile,
        pieces=several,
        shelf=kept,
        document=document,
        spoken=spoken,
        grounds=found,
    )
