"""A profile as the trades that it is after, how far a text stands in them, and which words are kin to its own."""

from __future__ import annotations

import math

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from followup.data import Facts
from followup.fit.document import Document, Vector, unit
from followup.fit.hits import Hits, Why
from followup.fit.kin import Directions, Kin
from followup.fit.lexicon import Lexicon, faint_stems
from followup.fit.tokens import stems
from followup.fit.trades import Pull, Trades
from followup.models import IndustryProfile, Topic


_SHOWN = 3  # of the trades that are wanted, those that count most are shown as evidence
_OWN_WORDS = 2.0  # when a phrase is put in other words, how much its own count
_SYNONYM = 0.7  # and of what classifications call one of its words
_NEAREST = 3  # how many trades put a foreign phrase into English


class Aim:
    """The trades of one language that a profile wants."""

    def __init__(self, trades: Trades, wanted: Pull, unwanted: Pull) -> None:
        self._trades = trades
        found = [(wanted.of(code), unwanted.of(code)[0]) for code in trades.codes]
        self._shares = tuple(max(0.0, want - against) for (want, _), against in found)
        self._topics = tuple(topic for (_, topic), _ in found)

    def hits(self, document: Document) -> Hits:
        """The words that put a text in the trades that count most; they stand for all of them."""
        vector = self._vector(document)
        parts, whole = self._wanted(vector)
        best = sorted(parts, key=parts.__getitem__, reverse=True)[:_SHOWN]
        shown = math.fsum([parts[index] for index in best])
        scale = math.fsum(parts.values()) / shown / whole if shown else 0.0
        hits = Hits()
        for index in best:
            self._add(hits, index, parts[index] * scale, (document, vector))
        return hits

    def _wanted(self, vector: Vector) -> tuple[dict[int, float], float]:
        """How far a text stands in each trade that is wanted, and in all trades together."""
        shares, parts, whole = self._shares, {}, 0.0
        for index, alike in self._trades.likeness(vector).items():
            sharp = alike * alike * alike  # a text's nearest trades count most
            whole += sharp
            if share := shares[index]:
                parts[index] = sharp * share
        return parts, whole

    def _add(self, hits: Hits, index: int, amount: float, of: tuple[Document, Vector]) -> None:
        """Take in the words that put a text in a trade, adding up to an amount."""
        document, vector = of
        topic = self._topics[index]
        assert topic is not None  # noqa: S101 - a trade that nobody wants has no share
        why = Why(topic, self._trades.name(index), document.language)
        mine = self._trades.vector(index)
        both = {stem: one * mine[stem] for stem, one in vector.items() if stem in mine}
        hits.share_out(why, amount, both, document)

    def _vector(self, document: Document) -> Vector:
        """The stems that trades know; only their proportions count."""
        rarity = self._trades.rarity
        leading = document.leading
        return {stem: rarity[stem] * much for stem, much in leading.items() if stem in rarity}


class Aims:
    """A profile's trades in each language that has a table of them.

    Attributes:
        need: How much the profile needs them and kindred words: 1 divided by how many phrases and concepts a topic has.
    """

    def __init__(self, profile: IndustryProfile, facts: Facts, words: Lexicon) -> None:
        self._facts = facts
        self._notes = facts.view(trade_notes)
        said = sum(len(topic.phrases) + len(topic.concepts) for topic in profile.topics)
        self.need = min(1.0, len(profile.topics) / said) if said else 1.0
        several = (profile.topics, profile.negatives)
        self._wanted, self._unwanted = (
            [(topic, [*self._english(topic, words)]) for topic in topics] for topics in several
        )
        self._aims: dict[str, Aim | None] = {}

    def of(self, language: str) -> Aim | None:
        """The trades of that language; None where no classification speaks it."""
        if language not in self._aims:
            self._aims[language] = self._made(language)
        return self._aims[language]

    def _made(self, language: str) -> Aim | None:
        if language == "en":
            wanted, unwanted = map(self._notes.wanted, (self._wanted, self._unwanted))
            return Aim(self._notes, wanted, unwanted)
        trades = self._facts.view(TradeTitles).of(language)
        if trades is None or self._titled is None:
            return None
        return Aim(trades, *self._titled)

    @cached_property
    def _titled(self) -> tuple[Pull, Pull] | None:
        """The wanted and the unwanted classes of the titles, which are the same ones in each language."""
        english = self._facts.view(TradeTitles).of("en")
        if english is None:
            return None
        wanted, unwanted = (
            english.wanted(
                (topic, [self._in_other_words(one) for one in vectors]) for topic, vectors in topics
            )
            for topics in (self._wanted, self._unwanted)
        )
        return wanted, unwanted

    @cached_property
    def kin(self) -> Kin | None:
        """The English words that are kin to the profile's topics; None where nothing is known to be."""
        kin = Kin(self._facts.view(Directions), self._wanted, self._unwanted)
        return kin if kin.is_known else None

    def fields(self) -> Iterator[tuple[str, float]]:
        """The code of each field of the table ``trade_fields``, and how much the profile wants it."""
        wanted = self._notes.wanted(self._wanted)
        for row in self._facts.rows("trade_fields"):
            yield row["code"], wanted.of(row["code"])[0]

    def _english(self, topic: Topic, words: Lexicon) -> Iterator[Vector]:
        named = [term for concept in topic.concepts for term in words.terms(concept, "en")]
        for phrase in (*topic.phrases, *named):
            vector = self._weighed(stems(phrase, "en"), words)
            if vector and not vector.keys() & self._notes.rarity.keys():
                vector = self._facts.view(TradeTitles).in_english(phrase) or vector
            yield vector

    def _weighed(self, several: Sequence[str], words: Lexicon) -> Vector:
        """A phrase by its telling stems; of one that has none, all of them."""
        notes, weights = self._notes, words.weights("en")
        telling = [stem for stem in several if weights.tells(stem)]
        telling = telling or [stem for stem in several if weights.of(stem, named=True)]
        weighed = {stem: notes.rarity.get(stem, notes.rarest) for stem in telling}
        official = self._facts.view(_official)
        for one in telling:
            for stem in official.get(one, ()):
                weighed.setdefault(stem, _SYNONYM * weighed[one])
        return unit(weighed)

    def _in_other_words(self, vector: Vector) -> Vector:
        """A phrase with the words of the trades that its own words name: titles alone are short."""
        more: defaultdict[str, float] = defaultdict(float)
        for index, alike in self._notes.nearest(vector):
            for stem, weight in self._notes.vector(index).items():
                more[stem] += alike * alike * weight
        merged = defaultdict(float, unit(more))
        for stem, weight in vector.items():
            merged[stem] += _OWN_WORDS * weight
        return unit(merged)


def _official(facts: Facts) -> Mapping[str, Sequence[str]]:
    """What classifications call a trade that others call by this stem."""
    rows = facts.rows("trade_synonyms")
    return {stem: stems(row["official"], "en") for row in rows for stem in stems(row["word"], "en")}


def trade_notes(facts: Facts) -> Trades:
    """The industries of NAICS by their English notes, and the classes of UK SIC by their index."""
    return Trades("en", facts.rows("trade_notes"), faint=faint_stems(facts, "en"), dotted="UK SIC")


class TradeTitles:
    """The classes of NACE and ISIC, by their titles in each language."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._rows = facts.rows("trade_titles")
        self._languages = frozenset(name for row in self._rows[:1] for name in row) - {"code"}
        self._made: dict[str, Trades | None] = {}
        self._texts: dict[str, str] = {}

    def of(self, language: str) -> Trades | None:
        """Those of one language; None where the table does not speak it."""
        if language in self._languages and language not in self._made:
            told = [(row["code"], row[language]) for row in self._rows if row[language]]
            rows = [{"code": code, "stems": several} for code, several in told]
            self._made[language] = (
                Trades(language, rows, faint=faint_stems(self._facts, language)) if rows else None
            )
        return self._made.get(language)

    def in_english(self, phrase: str) -> Vector:
        """The English stems of the trades that a phrase names in any language; empty where it names none."""
        english = self.of("en")
        known, language = max(
            ((self._known(phrase, one), one) for one in sorted(self._languages)), default=(0, "")
        )
        trades = self.of(language)
        if not known or trades is None or english is None:
            return {}
        asked = unit({stem: trades.rarity.get(stem, 0.0) for stem in stems(phrase, language)})
        merged: defaultdict[str, float] = defaultdict(float)
        for index, alike in trades.nearest(asked)[:_NEAREST]:
            for stem, weight in english.vector_of(trades.codes[index]).items():
                merged[stem] += alike * alike * weight
        return unit(merged)

    def _known(self, phrase: str, language: str) -> int:
        """How many words of a phrase stand in the titles of a language."""
        if language not in self._texts:
            # Looked for in one text: sets of words for all languages would be half of a first answer.
            self._texts[language] = f" {' '.join([row[language] for row in self._rows])} "
        return sum(f" {stem} " in self._texts[language] for stem in stems(phrase, language))
