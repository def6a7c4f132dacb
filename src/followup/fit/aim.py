"""A profile as the trades that it is after, and how far a text stands in them."""

from __future__ import annotations

import math

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import attrs

from followup.data import Facts
from followup.fit.document import Document, Hit, Vector, Why, unit
from followup.fit.lexicon import Lexicon
from followup.fit.tokens import stems
from followup.fit.trades import Pull, Trades
from followup.models import IndustryProfile, Topic


_SHARP = 3  # a text's nearest trades count most: likeness to this power
_SHOWN = 3  # of the trades that are wanted, those that count most are shown as evidence
_HALF_LIFE = 30  # a company says first what it does: the word of this rank counts half of the first
_OWN_WORDS = 2.0  # when a phrase is put in other words, how much its own count
_NEAREST = 3  # how many trades put a foreign phrase into English


@attrs.frozen
class Share:
    """A trade in which a text stands and which the profile wants.

    Attributes:
        topic: For which topic it is wanted.
        name: Its classification, code and title.
        amount: How much of the text stands there, times how much it is wanted.
        hits: The words that put the text there, adding up to ``amount``.
    """

    topic: Topic
    name: str
    amount: float
    hits: tuple[Hit, ...] = attrs.field(repr=False)


class Aim:
    """The trades of one language that a profile wants.

    Attributes:
        need: How much the profile needs them: 1 divided by how many phrases and concepts a topic has.
    """

    def __init__(self, trades: Trades, wanted: Pull, unwanted: Pull, need: float) -> None:
        self.need = need
        self._trades = trades
        found = [(wanted.of(code), unwanted.of(code)[0]) for code in trades.codes]
        self._shares = tuple(max(0.0, want - against) for (want, _), against in found)
        self._topics = tuple(topic for (_, topic), _ in found)

    def shares(self, document: Document) -> list[Share]:
        """The trades that count most, best first; their amounts stand for all of them."""
        vector = self._vector(document)
        alike = self._trades.likeness(vector)
        sharp = {index: one**_SHARP for index, one in alike.items()}
        whole = math.fsum(sharp.values())
        shares = self._shares
        parts = {
            index: one / whole * shares[index] for index, one in sharp.items() if shares[index]
        }
        best = sorted(parts, key=lambda index: (-parts[index], index))[:_SHOWN]
        shown = math.fsum(parts[index] for index in best)
        scale = math.fsum(parts.values()) / shown if shown else 0.0
        return [self._share(index, parts[index] * scale, document, vector) for index in best]

    def _share(self, index: int, amount: float, document: Document, vector: Vector) -> Share:
        topic = self._topics[index]
        assert topic is not None  # noqa: S101 - a trade that nobody wants has no share
        name = self._trades.name(index)
        mine = self._trades.vectors[index]
        both = {stem: vector[stem] * mine[stem] for stem in mine if stem in vector}
        unit_amount = amount / math.fsum(both.values())
        why = Why(topic, name, document.language)
        hits = tuple(
            hit
            for stem, part in both.items()
            for hit in document.shared_out(stem, part * unit_amount, why)
        )
        return Share(topic, name, amount, hits)

    def _vector(self, document: Document) -> Vector:
        rarity = self._trades.rarity
        return unit(
            {
                stem: rarity[stem] * math.log2(1 + _early(document, stem))
                for stem in document.places
                if stem in rarity
            }
        )


def _early(document: Document, stem: str) -> float:
    return math.fsum(
        [
            place.piece.weight * _HALF_LIFE / (_HALF_LIFE + place.at)
            for place in document.places[stem]
        ]
    )


class Aims:
    """A profile's trades in each language that has a table of them."""

    def __init__(self, profile: IndustryProfile, facts: Facts, words: Lexicon) -> None:
        self._facts = facts
        self._notes = facts.view(trade_notes)
        said = sum(len(topic.phrases) + len(topic.concepts) for topic in profile.topics)
        self._need = min(1.0, len(profile.topics) / said) if said else 1.0
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
            return Aim(self._notes, wanted, unwanted, self._need)
        titles = self._facts.view(TradeTitles)
        trades, english = titles.of(language), titles.of("en")
        if trades is None or english is None:
            return None
        wanted, unwanted = (
            english.wanted(
                (topic, [self._in_other_words(one) for one in vectors]) for topic, vectors in topics
            )
            for topics in (self._wanted, self._unwanted)
        )
        return Aim(trades, wanted, unwanted, self._need)

    def fields(self) -> Iterator[tuple[str, float]]:
        """The code of each field of the table ``trade_fields``, and how much the profile wants it."""
        wanted = self._notes.wanted(self._wanted)
        for row in self._facts.table("trade_fields").rows:
            yield row["code"], wanted.of(row["code"])[0]

    def _english(self, topic: Topic, words: Lexicon) -> Iterator[Vector]:
        named = [term for concept in topic.concepts for term in words.terms(concept, "en")]
        for phrase in (*topic.phrases, *named):
            vector = self._weighed(stems(phrase, "en"), words)
            if vector and not vector.keys() & self._notes.rarity.keys():
                vector = self._facts.view(TradeTitles).in_english(phrase) or vector
            yield vector

    def _weighed(self, several: Iterable[str], words: Lexicon) -> Vector:
        notes, weights = self._notes, words.weights("en")
        return unit(
            {
                stem: notes.rarity.get(stem, notes.rarest)
                for stem in several
                if weights.of(stem, named=True)
            }
        )

    def _in_other_words(self, vector: Vector) -> Vector:
        """A phrase with the words of the trades that its own words name: titles alone are short."""
        more: defaultdict[str, float] = defaultdict(float)
        for index, alike in self._notes.nearest(vector):
            for stem, weight in self._notes.vectors[index].items():
                more[stem] += alike * alike * weight
        merged = defaultdict(float, unit(more))
        for stem, weight in vector.items():
            merged[stem] += _OWN_WORDS * weight
        return unit(merged)


def trade_notes(facts: Facts) -> Trades:
    """The industries of NAICS, by their English notes."""
    return Trades("en", facts.table("trade_notes").rows)


class TradeTitles:
    """The classes of NACE and ISIC, by their titles in each language."""

    def __init__(self, facts: Facts) -> None:
        self._rows: defaultdict[str, list[Mapping[str, str]]] = defaultdict(list)
        for row in facts.table("trade_titles").rows:
            self._rows[row["language"]].append(row)
        self._made: dict[str, Trades] = {}
        self._stems: dict[str, frozenset[str]] = {}

    def of(self, language: str) -> Trades | None:
        """Those of one language; None where the table does not speak it."""
        if language in self._rows and language not in self._made:
            self._made[language] = Trades(language, self._rows[language])
        return self._made.get(language)

    def in_english(self, phrase: str) -> Vector:
        """The English stems of the trades that a phrase names in any language; empty where it names none."""
        english = self.of("en")
        known, language = max(
            ((self._known(phrase, one), one) for one in sorted(self._rows)), default=(0, "")
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
        if language not in self._stems:
            several = (row["stems"].split() for row in self._rows[language])
            self._stems[language] = frozenset(stem for one in several for stem in one)
        return sum(stem in self._stems[language] for stem in stems(phrase, language))
