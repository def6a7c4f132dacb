# /// script
# requires-python = ">=3.11"
# dependencies = ["pip", "tldextract==5.4.0"]
# ///
"""Rebuild src/followup/data/disposable_agreed.csv: what two independently compiled lists both call disposable.

    python scripts/refresh_disposable.py [folder]

The big lists copy each other, so that counting them proves little: of seven, six are two families. Here one
list of each family must name a domain (mailchecker for the one, disposable-email-domains of npm for the other),
and nothing about its name may speak for an ordinary business: some farms buy what businesses let go, and some
lists accuse whoever shares a server with a farm. Domains under which anybody may have a name of his own are left
out, because a hit on one would fall on all who live there.
"""

from __future__ import annotations

import csv
import json
import re
import sys

from collections import defaultdict
from itertools import accumulate
from pathlib import Path

import fetch


DATA = Path(__file__).parents[1] / "src" / "followup" / "data"
MAILCHECKER = ("mailchecker", "6.0.21")
DISPOSABLE_EMAIL_DOMAINS = ("disposable-email-domains", "1.0.62")
DOMAIN = re.compile(r'"([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)+)"')
# Two letters under these are worth a fortune, or are sold as if they were a country's.
COSTLY = re.compile(r"[a-z]{1,2}\.(com|net|org)")
# Freenom gave names away for nothing under these: no business is accused for the words in one.
GIVEN_AWAY = frozenset(("cf", "ga", "gq", "ml", "tk"))
THROWN_AWAY = re.compile("mail|temp|tmp|trash|junk|spam|fake|dispos|throw|burn|anon|minute|inbox")
BUSINESS = re.compile(
    "(llc|gmbh|inc|ltd|limited|corp|plc|sarl)$"
    "|group|ventures|holding|partners|associates|solutions|services|products|systems|technolog|international|foundation"
    "|academy|college|universit|school|church|hospital|clinic|medical|pharma|doctor|dental|dentist|lawyer|attorney|insurance"
    "|consult|construction|builders|architect|engineering|mechanical|industr|manufactur|factory|machin|equipment|tools|motors"
    "|pump|valve|steel|metal|plastic|textile|furniture|jewel|packaging|printing|electric|plumbing|roofing|solar|energy|water"
    "|logistics|shipping|freight|cargo|transport|trading|wholesale|distribut|import|export|suppl(y|ies)|foods|farms|bakery"
    "|brewery|winery|kitchen|interior|landscap|propert|realt|hotel|restaurant|travel|tours"
)
# Registries that give names to registered companies, authorities and universities only (auDA, JPRS, and the
# academic and governmental zones); what lies deeper is somebody's sub-domain.
EARNED = re.compile(r"[^.]+\.((com|net)\.au|co\.jp|(edu|gov|mil|ac)(\.[a-z]{2})?|int)$")


def disposable() -> set[str]:
    """The domains that both lists name and that no trait of their own speaks for."""
    from tldextract import TLDExtract

    module = (fetch.pypi(*MAILCHECKER) / "MailChecker.py").read_text(encoding="utf-8")
    index = (fetch.npm(*DISPOSABLE_EMAIL_DOMAINS) / "index.json").read_text(encoding="utf-8")
    both = set(DOMAIN.findall(module)) & {name.lower() for name in json.loads(index)}
    registry = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
    owned = {name for name in both if registry.extract_str(name).domain}
    return {name for name in owned if not is_like_a_business(name)}


def is_like_a_business(domain: str) -> bool:
    """Whether the name itself speaks for an ordinary business."""
    name, _, ending = domain.partition(".")
    if ending in GIVEN_AWAY or THROWN_AWAY.search(name):
        return False
    earned = EARNED.fullmatch(domain) or COSTLY.fullmatch(domain)
    return bool(earned or BUSINESS.search(name))


def above(domain: str) -> set[str]:
    """The domains that this one lies under."""
    labels = domain.split(".")[:0:-1]
    return set(accumulate(labels, lambda below, label: f"{label}.{below}"))


def main(folder: Path = DATA) -> None:
    """Write one row for each top-level domain and first letter, without what is told of a domain above."""
    named = disposable()
    rows = defaultdict(list)
    for domain in named:
        if not above(domain) & named:
            name, _, ending = domain.rpartition(".")
            rows[ending, name[0]].append(name)
    with (folder / "disposable_agreed.csv").open("w", encoding="utf-8", newline="") as table:
        lines = csv.writer(table, lineterminator="\n")
        lines.writerow(("ending", "names"))
        lines.writerows((key[0], " ".join(sorted(rows[key]))) for key in sorted(rows))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
