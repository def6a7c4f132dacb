"""First parts of paths that are pages of the site itself and name nobody."""

from __future__ import annotations


RESERVED = frozenset(
    """
    2008 about account accounts ad addemoji addlist addstickers addstyle addtheme ads ajax api app apps
    attribution_link auction auth away.php badges beta biz blog boost business c call cameras campaign careers
    celebrities channel company compose confirmphone contact contacts create creators dev developer developers
    dialog direct directory discover docs download emails embed event events explore favicon.ico favorites fbid
    fbml feed feeds find-friends followers following for-you fundraisers games gaming geofilters giftcode gifts
    group groups hashtag help hl home hovercard howyoutubeworks i iframe_api im index intent invite invites
    invoice iv jobs join joinchat js kids l.php legal lists lite live login login.php logout m market
    marketplace me media mentions messages mobile music nametag news newsroom nft notes notifications oauth
    oembed p pages pay permalink permalink.php photo photo.php photos pin places player_api playlist plugins
    policies policy posts premium press privacy profile.php proxy public pulse recover redirect reel reels
    register results robots.txt rss rules s safety search search-advanced search-home session setlanguage
    settings share share.php sharearticle sharer sharer.php shop shorts signin signup site sitemap socks
    spotlight status statuses stickers stories story story.php subscription_center support t tag terms tos tr
    trending trends tv upload v verification verify video videos wallet watch web welcome who_to_follow widget
    widgets yt
    """.split()
)

OWN = {
    "youtube": frozenset(("clip", "post", "source", "source_post")),
    "vk": frozenset(
        """
        audio bookmarks bugs calls clips data_protection docs edit fave faq friends gifts mail mini_apps
        public_api restore rtrg services settings support testmode
        """.split()
    ),
    "max": frozenset(("chats", "stickerset")),
}
"""More of them, site by site; elsewhere somebody may be called that."""

ELSEWHERE = frozenset("legal login policies policy privacy signup terms tos".split())
"""Second parts behind which no profile stands: ``/en/tos``, ``/about/privacy``."""
