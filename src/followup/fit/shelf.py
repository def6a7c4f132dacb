"""Profiles made ready for reading, kept with the facts that they were made with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property

from followup.data import Facts
from followup.fit.aim import Aim, Aims
from followup.fit.contrast import Contrast, Kept, Seen, fields
from followup.fit.embed import Embedder
from followup.fit.kin import Kin
from followup.fit.lexicon import lexicon
from followup.fit.match import Reader
from followup.fit.tokens import stems
from followup.models import IndustryProfile


_MOST_PROFILES = 32
_SHORT = 160  # characters; the language of longer texts is told well
_READ = 5_000


class Shelf:
    """One profile in each language in which it has been read so far.

    Attributes:
        languages: Those in which the lexicon names at least one concept of the profile, and English.
        need: How much the profile needs official trades and kindred words, because it says little itself: see ``Aims``.
    """

    def __init__(self, profile: IndustryProfile, facts: Facts) -> None:
        several = (profile.topics, profile.end_markets, profile.negatives, profile.excludes)
        concepts = [name for topics in several for topic in topics for name in topic.concepts]
        self._profile = profile
        self._concepts = tuple(concepts)
        self._words = lexicon(facts)
        self._words.check(concepts)
        self._aims = Aims(profile, facts, self._words)
        self._readers: dict[str, Reader] = {}
        self.need = self._aims.need
        self._facts = facts
        self._contrasts = Kept(self._contrast)
        self.languages = frozenset({"en", *self._words.languages(concepts)})

    @cached_property
    def _spoken(self) -> Mapping[str, frozenset[str]]:
        """In which languages each stem of a concept's name stands; only texts of a few words are asked for it."""
        spoken: defaultdict[str, set[str]] = defaultdict(set)
        for language in self.languages:
            for concept in self._concepts:
                for term in self._words.terms(concept, language):
                    for stem in stems(term):
                        spoken[stem].add(language)
        return {stem: frozenset(names) for stem, names in spoken.items()}

    def reader(self, language: str) -> Reader:
        """The profile as it is read in that language."""
        if language not in self._readers:
            self._readers[language] = Reader(self._profile, language, self._words)
        return self._readers[language]

    def aim(self, language: str) -> Aim | None:
        """The trades that the profile is after, in that language."""
        return self._aims.of(language)

    def kin(self, language: str) -> Kin | None:
        """The words that are kin to the profile's topics; None where none is known, as in all languages but English."""
        return self._aims.kin if language == "en" else None

    def covers(self, language: str | None) -> bool:
        """Whether a text in that language can be judged, in concepts or in trades."""
        return language is not None and (
            language in self.languages or self.aim(language) is not None
        )

    def contrast(self, model: Embedder) -> Contrast:
        """The profile's topics against other fields, in the eyes of a model; made once for each model."""
        return self._contrasts.of(model)

    def _contrast(self, model: Embedder) -> Contrast:
        against = fields(self._aims.fields(), self._facts)
        return Contrast(self._profile, against, model, self._facts.view(Seen))

    def language_of(self, text: str, spoken: str | None) -> str:
        """The language to read a text in.

        It is the one that it is in. Where that is not known, or where a few words in a script of several
        languages were hard to tell, it is the one in which they name most of the profile's concepts; in doubt
        the first that the profile expects, or English.
        """
        if spoken is not None and (len(text) >= _SHORT or spoken == "en"):
            return spoken
        hits = Counter(
            name for stem in set(stems(text[:_READ])) for name in self._spoken.get(stem, ())
        )
        best = max(hits.values(), default=0)
        likely = (spoken,) if spoken else (*self._profile.languages, "en")
        likeliest = [name for name in likely if hits[name] == best]
        return likeliest[0] if likeliest else min(name for name in hits if hits[name] == best)


def shelf(profile: IndustryProfile, facts: Facts) -> Shelf:
    """The shelf of a profile.

    Raises:
        UnknownName: The profile names a concept that is not known.
    """
    kept = facts.view(_kept)
    found = kept.get(profile)
    if found is None:
        if len(kept) >= _MOST_PROFILES:
            kept.clear()
        found = kept[profile] = Shelf(profile, facts)
    return found


def _kept(_facts: Facts) -> dict[IndustryProfile, Shelf]:
    return {}
