# /// script
# requires-python = ">=3.11"
# dependencies = ["followup", "phonenumberslite>=9.0"]
# [tool.uv.sources]
# followup = { path = "..", editable = true }
# ///
"""How long numbers from all over the world take beside phonenumbers, and hostile texts by themselves.

The numbers are phonenumbers' own examples, some 1,400 of 245 regions, shuffled. Each round writes them with one more
blank, so that no answer is remembered from the round before, only patterns.

    uv run benchmarks/contacts.py
"""

from __future__ import annotations

import random
import statistics
import time

from collections.abc import Callable

from followup import channels


MOST_US, LEAST_RATIO, MOST_S = 250.0, 6.0, 1.0
ROUNDS = 5
HOSTILE = (
    "a@", "(", "+1 ", "1 ", "1-", "whatsapp:", "tel - ", "x [at] ", "a at b dot ", "@", " ", "<", "<td>", "<a href=tel:1>",
    "微信", "123456789012/", "+49 151 23456789 ", "wa.me/1 ", "https://", "'", "&#64;", "12345678x", "skype:a ",
    "&#x", "1 x 2 x ", "+49 30 1234 x", "Tel (WhatsApp/", "a<b display:none>x",
)  # fmt: skip


def numbers() -> list[tuple[str, str | None]]:
    """Each example once, in its international form or as it is dialled at home."""
    import phonenumbers

    found = []
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        for number_type in phonenumbers.PhoneNumberType.values():
            example = phonenumbers.example_number_for_type(region, number_type)
            if example:
                found.append((phonenumbers.format_number(example, 1), None))
                found.append((phonenumbers.format_number(example, 2), region))
    random.Random(1).shuffle(found)
    return found[::2]


def theirs(text: str, *, region: str | None) -> object:
    import phonenumbers

    number = phonenumbers.parse(text, region)
    return (
        phonenumbers.is_valid_number(number),
        phonenumbers.number_type(number),
        phonenumbers.region_code_for_number(number),
    )


def microseconds(
    read: Callable[..., object], cases: list[tuple[str, str | None]], blanks: int
) -> float:
    """The time of one number in one round."""
    written = [(text + " " * blanks, region) for text, region in cases]
    began = time.perf_counter()
    for text, region in written:
        read(text, region=region)
    return (time.perf_counter() - began) / len(cases) * 1e6


def main() -> int:
    cases = numbers()
    rounds = [
        (microseconds(channels.phone, cases, number), microseconds(theirs, cases, number))
        for number in range(ROUNDS)
    ]
    mine, peers = (statistics.median(times) for times in zip(*rounds, strict=True))
    print(f"{len(cases)} numbers, first round {rounds[0][0]:.0f} µs, then the median of {ROUNDS}:")
    print(
        f"followup {mine:7.1f} µs   phonenumbers {peers:7.1f} µs   {peers / mine:5.1f} times faster"
    )
    worst = 0.0
    for unit in HOSTILE:
        text = (unit * 100_000)[:100_000]
        began = time.perf_counter()
        channels.extract(text, region="US")
        took = time.perf_counter() - began
        worst = max(worst, took)
        print(f"100 kB of {unit!r:24} {took:6.3f} s")
    return 0 if mine <= MOST_US and peers / mine >= LEAST_RATIO and worst < MOST_S else 1


if __name__ == "__main__":
    raise SystemExit(main())
