# /// script
# requires-python = ">=3.11"
# dependencies = ["followup"]
# [tool.uv.sources]
# followup = { path = "..", editable = true }
# ///
"""How long it takes to say why 10,000 customers are silent, from their whole threads, on one core.

Each thread has four to eight messages in one of seven languages, no two alike; every text is read, and the calendar of
the customer's country is asked.

    uv run benchmarks/diagnosis.py [threads]
"""

from __future__ import annotations

import collections
import random
import sys
import time

from datetime import UTC, datetime, timedelta

from followup import Interaction, Lead, Seller, diagnose


MOST_S = 10.0
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
COUNTRIES = ("ES", "DE", "US", "BR", "IN", "AE", "JP", "FR", "PL", "MX", "VN", "TR")
OURS = (
    (
        "Dear {name}, thank you for your inquiry {n}. Our price for {n} pieces is {n} USD FOB Ningbo, the lead time is 25 days."
        " Please find the drawing attached. What do you think of it?\n\nBest regards\nLi"
    ),
    "Dear {name}, have you had time to look at our quotation {n}? We keep {n} pieces in stock and can ship next week.",
    "Hello {name}, we have shipped order {n}. The documents follow by courier.",
)
THEIRS = (
    "Hello Li, could you quote {n} pieces of the 60 W lamp with certificate? We need them by March. Regards, {name}",
    "Buenos días, necesitamos precio para {n} unidades, entrega en Valencia. Un saludo, {name}",
    "Guten Tag, bitte senden Sie uns Ihr Angebot über {n} Stück. Mit freundlichen Grüßen {name}",
    "Bonjour, pouvez-vous baisser le prix pour {n} pièces ? C'est trop cher. Cordialement, {name}",
    "Bom dia, vamos verificar e voltamos a falar no próximo mês sobre o pedido {n}. {name}",
    "您好，请报{n}件的价格。谢谢，{name}",
    "I am out of the office until 30 November 2026 with limited access to mail. For urgent matters write to a{n}@example.com.",
    "On 3 Nov 2026 Li wrote:\n> Our price for {n} pieces\n\nThank you, we will check it with our engineer. {name}",
)


def thread(number: int, dice: random.Random) -> Lead:
    """One customer with what was said."""
    at = NOW - timedelta(days=dice.randint(20, 300), hours=dice.randint(0, 23))
    said = []
    for place in range(dice.randint(4, 8)):
        outbound = place % 2 == 0 or place > 5
        texts = OURS if outbound else THEIRS
        text = texts[(number + place) % len(texts)].format(
            n=number * 7 + place, name=f"Ana {number}"
        )
        said.append(
            Interaction(
                at=at,
                direction="outbound" if outbound else "inbound",
                subject=f"Quotation {number}" if place == 0 else f"Re: Quotation {number}",
                text=text,
                id=f"<{number}.{place}@example.com>",
            )
        )
        at += timedelta(hours=dice.randint(1, 90))
    return Lead(
        country=COUNTRIES[number % len(COUNTRIES)],
        contact_points={"email": f"ana{number}@example.com"},
        history=said,
    )


def main() -> int:
    """Print the time and what was found; fail where it took too long."""
    threads = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    dice = random.Random(8)
    leads = [thread(number, dice) for number in range(threads)]
    seller = Seller(name="Lamps", country="CN")
    began = time.process_time()
    causes = collections.Counter(
        diagnose.silence(lead, seller, now=NOW).first.kind for lead in leads
    )
    spent = (time.process_time() - began) * 10_000 / threads
    messages = sum(len(lead.history) for lead in leads)
    print(
        f"{spent:.1f} s of one core for 10,000 threads ({messages / threads:.1f} messages each); bar {MOST_S} s"
    )
    print(", ".join(f"{kind} {count}" for kind, count in causes.most_common()))
    return int(spent > MOST_S)


if __name__ == "__main__":
    sys.exit(main())
