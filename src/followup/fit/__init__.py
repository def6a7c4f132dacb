"""Is this company a target, in whatever language it speaks, for whatever we sell?"""

from __future__ import annotations

from followup._html import HtmlText, read_html
from followup._language import language
from followup.fit.lexicon import concepts
from followup.fit.profile import dumps, dumps_json, load_profile, loads, loads_json, profiles
from followup.fit.results import Band, FitScore, FitState, Term
from followup.fit.score import score
from followup.fit.text import Zone
from followup.models import IndustryProfile, Topic


text_from_html = read_html

__all__ = [
    "Band",
    "FitScore",
    "FitState",
    "HtmlText",
    "IndustryProfile",
    "Term",
    "Topic",
    "Zone",
    "concepts",
    "dumps",
    "dumps_json",
    "language",
    "load_profile",
    "loads",
    "loads_json",
    "profiles",
    "score",
    "text_from_html",
]
