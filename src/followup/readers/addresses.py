"""Mail addresses as they are compared: which mailbox, and which company's."""

from __future__ import annotations

from followup import verify
from followup._suffix import registrable_domain
from followup.verify import AddressReport


_GMAIL = frozenset({"gmail.com", "googlemail.com"})
# Sites on which companies have a page, or an address, beside all others.
SHARED_SITES = frozenset(
    {"alibaba.com", "made-in-china.com", "globalsources.com", "indiamart.com", "tradeindia.com",
     "ec21.com", "tradekey.com", "dhgate.com", "1688.com", "amazon.com", "ebay.com", "etsy.com",
     "facebook.com", "instagram.com", "linkedin.com", "youtube.com", "tiktok.com", "twitter.com", "x.com",
     "google.com", "wixsite.com", "wix.com", "wordpress.com", "blogspot.com", "weebly.com", "webnode.com",
     "jimdo.com", "jimdosite.com", "shopify.com", "myshopify.com", "squarespace.com", "godaddysites.com",
     "business.site", "linktr.ee", "github.io", "europages.com", "kompass.com", "yellowpages.com"}
)  # fmt: skip
_DAEMONS = ("mailer-daemon@", "postmaster@")
_ROBOTS = (*_DAEMONS, "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "bounce")


def is_daemon(address: str) -> bool:
    """Whether a mail server speaks, and no company, whatever its domain."""
    return address.casefold().startswith(_DAEMONS)


def is_robot(address: str) -> bool:
    """Whether a machine writes from there."""
    return address.casefold().startswith(_ROBOTS)


def mailbox_of(address: str) -> str:
    """The address without its tag; Gmail delivers to one mailbox whatever dots it has, too."""
    return plain_mailbox(verify.address(address).normalized or address)


def plain_mailbox(normalized: str) -> str:
    """The same, of an address in its normal form."""
    local, _, domain = normalized.casefold().partition("@")
    bare = local.partition("+")[0] or local
    if domain in _GMAIL:
        return f"{bare.replace('.', '')}@gmail.com"
    return f"{bare}@{domain}"


def company_domain(address: str) -> str | None:
    """The domain of a company behind an address; None where many share it, or a machine writes."""
    if "@" not in address or is_robot(address):
        return None
    return domain_of(verify.address(address))


def domain_of(report: AddressReport) -> str | None:
    """The domain of a company behind an address that was read; None where many share it."""
    shared = report.free_provider or report.disposable or report.alias_service
    if not report.valid or not report.domain or shared:
        return None
    domain = registrable_domain(report.domain)
    return None if domain in SHARED_SITES else domain
