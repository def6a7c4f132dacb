"""Who sells, and to whom: the seller and the profile of its target customers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

import attrs

from followup._normal import country, country_or_none, slugs, text_or_none, texts
from followup._value import Value
from followup.errors import InvalidValue


@attrs.frozen(kw_only=True)
class Topic(Value):
    """One field of business that the seller looks for.

    Attributes:
        name: A short name, shown in results.
        phrases: A few words that such a company uses of itself, in any language.
        weight: How much a match counts, in (0, 1].
        concepts: Names of bundled concepts (see ``fit.concepts``) that translate the topic into other
            languages; empty means that only the phrases count.
    """

    name: str
    phrases: tuple[str, ...] = attrs.field(converter=texts)
    weight: float = attrs.field(default=1.0, converter=float)
    concepts: tuple[str, ...] = attrs.field(default=(), converter=texts)

    @weight.validator
    def _in_range(self, _field: attrs.Attribute[float], weight: float) -> None:
        if not 0 < weight <= 1:
            raise InvalidValue(
                "Topic.weight", weight, "is not in (0, 1]", "Use 1 for a full target"
            )


def _countries(given: str | Iterable[str]) -> tuple[str, ...]:
    """One code or several, in capitals."""
    return tuple(country(code) for code in texts(given))


def _topics(given: Iterable[Topic | str]) -> tuple[Topic, ...]:
    """Accept bare names: a name is then its own only phrase."""
    return tuple(Topic(name=one, phrases=(one,)) if isinstance(one, str) else one for one in given)


@attrs.frozen(kw_only=True, cache_hash=True)
class IndustryProfile(Value):
    """What the seller's target customers do.

    Attributes:
        name: The profile's name.
        topics: Fields of business of full targets; bare strings become topics of one phrase.
        end_markets: Fields where the finished goods are used; they reach at most the band *end market*.
        negatives: Fields that look alike and are not meant; they pull the score down.
        excludes: Fields that rule a company out whatever else it does.
        target: The score from which a company is a target.
        possible: The score from which it may be one.
        countries: ISO 3166-1 alpha-2 codes of the countries that are sold to; empty means all. A lead from
            elsewhere is off target, whatever it does.
        languages: The languages in which the lead's texts are expected, most likely first; empty means any.
            They decide where a text is too short to tell its language.
    """

    name: str
    topics: tuple[Topic, ...] = attrs.field(converter=_topics)
    end_markets: tuple[Topic, ...] = attrs.field(default=(), converter=_topics)
    negatives: tuple[Topic, ...] = attrs.field(default=(), converter=_topics)
    excludes: tuple[Topic, ...] = attrs.field(default=(), converter=_topics)
    target: float = attrs.field(default=0.5, converter=float)
    possible: float = attrs.field(default=0.25, converter=float)
    countries: tuple[str, ...] = attrs.field(default=(), converter=_countries)
    languages: tuple[str, ...] = attrs.field(default=(), converter=texts)

    SCHEMA: ClassVar[int] = 1
    """The version of the form in which profiles are written down."""

    @property
    def thresholds(self) -> tuple[float, float]:
        """The scores from which a company is a target, and from which it may be one."""
        return self.target, self.possible

    @topics.validator
    def _some(self, _field: attrs.Attribute[tuple[Topic, ...]], topics: tuple[Topic, ...]) -> None:
        if not topics:
            raise InvalidValue(
                "IndustryProfile.topics", topics, "is empty", "Name at least one topic"
            )

    @possible.validator
    def _ordered(self, _field: attrs.Attribute[float], possible: float) -> None:
        if not 0 <= possible <= self.target <= 1:
            raise InvalidValue(
                "IndustryProfile.possible",
                possible,
                f"does not lie between 0 and target={self.target}",
                "Use 0 <= possible <= target <= 1",
            )


def _profile(
    given: IndustryProfile | Mapping[str, object] | str | None,
) -> IndustryProfile | str | None:
    return IndustryProfile.from_dict(given) if isinstance(given, Mapping) else given


@attrs.frozen(kw_only=True)
class Seller(Value):
    """The side that asks what now.

    Attributes:
        name: The seller's name.
        country: ISO 3166-1 alpha-2; None means *not known*, and then its own hours restrict nothing.
        subdivision: The part after the hyphen of its ISO 3166-2 code.
        timezone: An IANA zone name; None means that it follows from the country, where that is certain.
        language: A BCP 47 tag of the language that its people read.
        profile: What its targets do: a profile, or the name of a bundled one (see ``fit.profiles``).
            None means that fit cannot be judged.
        channels: Channels that its people can use, best first; empty means any.
        known_domains: Domains of customers and partners that it already trades with; an imitation of
            one of them is a look-alike.
    """

    name: str
    country: str | None = attrs.field(default=None, converter=country_or_none)
    subdivision: str | None = attrs.field(default=None, converter=text_or_none)
    timezone: str | None = attrs.field(default=None, converter=text_or_none)
    language: str = "en"
    profile: IndustryProfile | str | None = attrs.field(default=None, converter=_profile)
    channels: tuple[str, ...] = attrs.field(default=(), converter=slugs)
    known_domains: tuple[str, ...] = attrs.field(default=(), converter=texts)
