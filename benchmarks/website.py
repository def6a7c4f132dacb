# /// script
# requires-python = ">=3.11"
# dependencies = ["followup"]
# [tool.uv.sources]
# followup = { path = "..", editable = true }
# ///
"""How long a page takes to read, how hostile ones end, and how long a stored customer takes to judge again.

Figures are those of your machine: run it twice, on a quiet one. Hostile pages are 2 MB of one piece each; the bars are
1 s of CPU and 50 MiB at the peak.

    uv run benchmarks/website.py
"""

from __future__ import annotations

import time
import tracemalloc

from collections.abc import Callable

from followup import Inquiry, Lead
from followup.verify import (
    EmailReport,
    MailSetup,
    SiteReport,
    VerifyPolicy,
    address,
    judge,
    read_page,
)


URL = "https://www.aguas.example/"
# Denser than 31 pages of companies on average: they had some 1,100 tags in 60 KB, a quarter of it scripts.
ROW = (
    '<li class="product-grid__item col-sm-6 col-md-4"><div class="card card--product js-card" data-id="{0}" data-kind="pump">'
    '<a class="card__link" href="/products/pumps/pump-{0}" title="Pump {0}"><img class="card__image lazy" src="/media/{0}.jpg"'
    ' srcset="/media/{0}-2x.jpg 2x" alt="Pump {0}" width="400" height="300"></a><div class="card__body"><h3 class="card__title">'
    '<span>Pump {0}</span></h3><p class="card__text">For towns and farms, {0} kW, with its spare parts.</p><a class="button button--ghost" '
    'href="https://shop.example/cart?add={0}"><i class="icon"></i>Ask</a></div></div></li>\n'
)
PAGE = (
    "<html lang='en'><head><title>Aguas | Pumps</title><script>" + "var state = {a: [1, 2], b: 'x'};\n" * 480
    + "</script></head><body><nav><a href='/contact'>Contact</a></nav><ul>"
    + "".join(ROW.format(number) for number in range(56))
    + "</ul><footer>© 2026 Aguas del Sur S.L., Calle Mayor 5, Madrid, Spain. +34 912 345 678</footer>"
).encode()  # fmt: skip
PIECES = (
    b"<div>", b"<a b=c ", b"<a href=x>", b"<a href=x ", b"<!--", b"<script", b"<script type=application/ld+json>", b"application/ld+json", b"<meta ", b"<p title='", b"<h1></h2>",
    b"\x00<p", b"&#", b"coming soon ", b" Ltd A", b"(c) 2024 ", b"\xc2\xa9", b"1, Spain\n", b"+34 912 345 678 ", b"a@b.", b"<br>1:",
    b"wechat: ", b"lorem ipsum ", b"\xe6\x9c\x89\xe9\x99\x90\xe5\x85\xac\xe5\x8f\xb8", b"PT Aa ", b"http://",
)  # fmt: skip


def best(run: Callable[[], object], times: int = 20) -> float:
    """Milliseconds of CPU, the best of some runs."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        run()
        spent.append(time.process_time() - start)
    return 1_000 * min(spent)


def peak(run: Callable[[], object]) -> float:
    """MiB at the peak."""
    tracemalloc.start()
    run()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1_048_576


def stored_customer() -> Callable[[], object]:
    site = SiteReport(url=URL, kind="working", final_url=URL, page=read_page(PAGE, url=URL))
    email = EmailReport(
        address=address("ana@aguas.example"), mail=MailSetup.MX, mx=("mx.aguas.example",)
    )
    inquiry = Inquiry(
        text="Please quote 200 pcs of UV lamp 75 W, CIF Valencia. What is the lead time?"
    )
    lead = Lead(company="Aguas del Sur S.L.", country="ES", inquiry=inquiry)
    policy = VerifyPolicy()
    return lambda: judge(lead, email, site, policy=policy)


def main() -> None:
    read_page(PAGE, url=URL)
    read = best(lambda: read_page(PAGE, url=URL)) * 60_000 / len(PAGE)
    print(f"a page of 60 KB: {read:.2f} ms of CPU (the bar is 3 ms)")
    print(f"a stored customer, judged again: {best(stored_customer()):.2f} ms")
    worst_time = worst_peak = (0.0, b"")
    for piece in PIECES:
        page = (piece * (2_000_000 // len(piece) + 1))[:2_000_000]
        worst_time = max(worst_time, (best(lambda page=page: read_page(page, url=URL), 1), piece))
        worst_peak = max(worst_peak, (peak(lambda page=page: read_page(page, url=URL)), piece))
    print(
        f"2 MB of the worst of {len(PIECES)} pieces: {worst_time[0]:.0f} ms of CPU ({worst_time[1]!r})"
    )
    print(f"  and {worst_peak[0]:.0f} MiB at the peak ({worst_peak[1]!r})")


if __name__ == "__main__":
    main()
