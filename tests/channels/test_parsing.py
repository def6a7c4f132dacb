"""Links as people paste them."""

from __future__ import annotations

import pytest

from hypothesis import given, strategies as st

from followup import channels
from followup.data import BUNDLED, load


@pytest.mark.parametrize(
    ("text", "channel", "value"),
    [
        ("https://wa.me/4930123456?text=Hello", "whatsapp", "+4930123456"),
        ("wa.me/+4930123456", "whatsapp", "+4930123456"),
        ("https://api.whatsapp.com/send/?phone=%2B4930123456", "whatsapp", "+4930123456"),
        ("https://wa.me/c/4930123456", "whatsapp", "+4930123456"),
        ("whatsapp://send?phone=4930123456", "whatsapp", "+4930123456"),
        ("https://wa.me/message/LAMPS123", "whatsapp", "LAMPS123"),
        ("https://t.me/lampmaker", "telegram", "lampmaker"),
        ("https://t.me/s/lampmaker", "telegram", "lampmaker"),
        ("https://t.me/+4930123456", "telegram", "+4930123456"),
        ("https://lampmaker.t.me", "telegram", "lampmaker"),
        ("tg://resolve?domain=lampmaker", "telegram", "lampmaker"),
        ("tg:resolve?phone=4930123456", "telegram", "+4930123456"),
        ("https://m.me/lampmaker", "messenger", "lampmaker"),
        ("https://www.messenger.com/t/100012345", "messenger", "100012345"),
        ("https://www.facebook.com/messages/t/lampmaker", "messenger", "lampmaker"),
        ("fb-messenger://user-thread/lampmaker", "messenger", "lampmaker"),
        ("https://es-es.facebook.com/lamp.maker/", "facebook", "lamp.maker"),
        ("https://www.facebook.com/profile.php?id=100012345", "facebook", "100012345"),
        ("https://www.facebook.com/pages/Lamp-Maker/100012345", "facebook", "100012345"),
        ("https://instagram.com/lamp.maker/?hl=es", "instagram", "lamp.maker"),
        ("https://ig.me/m/lamp.maker", "instagram", "lamp.maker"),
        ("https://mobile.twitter.com/lampmaker", "x", "lampmaker"),
        ("https://twitter.com/#!/lampmaker", "x", "lampmaker"),
        ("https://x.com/intent/follow?screen_name=lampmaker", "x", "lampmaker"),
        ("https://es.linkedin.com/in/ana-lopez", "linkedin", "ana-lopez"),
        ("linkedin.com/pub/ana-lopez/1/2/3", "linkedin", "ana-lopez-321"),
        ("https://www.linkedin.com/pub/ana-lopez", "linkedin", "ana-lopez"),
        ("https://www.linkedin.com/school/lampmaker/", "linkedin", "lampmaker"),
        ("https://line.me/R/ti/p/%40lampmaker", "line", "@lampmaker"),
        ("line://ti/p/~lampmaker", "line", "lampmaker"),
        ("viber://chat?number=%2B4930123456", "viber", "+4930123456"),
        ("https://zalo.me/0912345678", "zalo", "+84912345678"),
        ("https://pf.kakao.com/_lampM", "kakaotalk", "_lampM"),
        ("https://signal.me/#p/+4930123456", "signal", "+4930123456"),
        ("weixin://dl/chat?lampmaker", "wechat", "lampmaker"),
        ("https://vk.com/lampmaker", "vk", "lampmaker"),
        ("https://www.tiktok.com/@lampmaker", "tiktok", "lampmaker"),
        ("https://www.youtube.com/@lampmaker/videos", "youtube", "lampmaker"),
        ("https://www.snapchat.com/add/lampmaker", "snapchat", "lampmaker"),
        ("skype:lamp.maker?chat", "skype", "lamp.maker"),
        ("tel:+49-30-123456", "phone", "+4930123456"),
        ("sms:+4930123456?body=Hi", "sms", "+4930123456"),
        ("mailto:compras%40example.es?subject=Hi", "email", "compras@example.es"),
        ("compras@example.es", "email", "compras@example.es"),
        ("+49 30 123456", "phone", "+4930123456"),
        ("whatsapp:+4930123456", "whatsapp", "+4930123456"),
        ("whatsapp:ES.1349120865530", "whatsapp", "ES.1349120865530"),
        ("WhatsApp-86-188 1234 5678", "whatsapp", "+8618812345678"),
        ("WhatsApp: +49 30 123456", "whatsapp", "+4930123456"),
        ("WeChat ID: lamp_maker", "wechat", "lamp_maker"),
        ("Fax/WeChat: lamp_maker", "wechat", "lamp_maker"),
        ("https://t.me/m/LampMaker1", "telegram", "LampMaker1"),
        ("https://web.telegram.org/k/#@lampmaker", "telegram", "lampmaker"),
        ("https://fb.me/msg/lampmaker", "messenger", "lampmaker"),
        ("https://www.facebook.com/pg/lampmaker/about", "facebook", "lampmaker"),
        ("https://www.facebook.com/p/Lamp-Maker-61550000000001/", "facebook", "61550000000001"),
        ("https://facebook.com/Lamp-Maker-61550000000001", "facebook", "61550000000001"),
        ("fb://page/100012345", "facebook", "100012345"),
        ("https://www.instagram.com/_u/lampmaker", "instagram", "lampmaker"),
        ("instagram://user?username=lampmaker", "instagram", "lampmaker"),
        ("https://x.com/messages/compose?recipient_id=100012345", "x", "100012345"),
        ("https://x.com/i/user/100012345", "x", "100012345"),
        ("twitter://user?screen_name=lampmaker", "x", "lampmaker"),
        ("https://line.me/R/oaMessage/%40lampmaker/?Hi", "line", "@lampmaker"),
        ("line://oaMessage/@lampmaker/?Hi", "line", "@lampmaker"),
        ("https://line.me/R/home/public/main?id=lampmaker", "line", "@lampmaker"),
        ("https://lin.ee/LaMp12", "line", "LaMp12"),
        ("viber://pa?chatURI=lampmaker&text=Hi", "viber", "lampmaker"),
        ("viber://pa/info?uri=lampmaker", "viber", "lampmaker"),
        ("https://chats.viber.com/lampmaker", "viber", "lampmaker"),
        ("https://zalo.me/1234567890123456789", "zalo", "1234567890123456789"),
        ("https://signal.me/#eu/LaMp-12_x", "signal", "LaMp-12_x"),
        ("sgnl://signal.me/#p/+4930123456", "signal", "+4930123456"),
        ("https://u.wechat.com/LaMp12", "wechat", "LaMp12"),
        ("https://open.weixin.qq.com/qr/code?username=lampmaker", "wechat", "lampmaker"),
        ("weixin://contacts/profile/lampmaker", "wechat", "lampmaker"),
        ("http://wpa.qq.com/msgrd?v=3&uin=123456789", "qq", "123456789"),
        ("mqqwpa://im/chat?chat_type=wpa&uin=123456789", "qq", "123456789"),
        ("https://vk.com/im?sel=12345", "vk", "id12345"),
        ("https://vk.com/write12345", "vk", "id12345"),
        ("https://max.ru/lampmaker", "max", "lampmaker"),
        ("https://max.ru/u/LaMp12", "max", "LaMp12"),
        ("https://www.youtube.com/user/lampmaker", "youtube", "lampmaker"),
        ("https://www.youtube.com/lampmaker", "youtube", "lampmaker"),
        (
            "https://youtube.com/channel/UC1234567890abcdefghijkl",
            "youtube",
            "UC1234567890abcdefghijkl",
        ),
        ("https://www.snapchat.com/@lampmaker", "snapchat", "lampmaker"),
        ("snapchat://add/lampmaker", "snapchat", "lampmaker"),
        ("https://discord.com/users/123456789012345678", "discord", "123456789012345678"),
        ("https://threema.id/LAMP1234", "threema", "LAMP1234"),
        (
            "https://teams.microsoft.com/l/chat/0/0?users=a@b.example,c@d.example",
            "microsoft_teams",
            "a@b.example",
        ),
        ("msteams://l/call/0/0?users=a@b.example", "microsoft_teams", "a@b.example"),
        ("callto:lamp.maker", "skype", "lamp.maker"),
        ("skype:live:.cid.1a2b3c?call", "skype", "live:.cid.1a2b3c"),
        ("ymsgr:sendim?lampmaker", "yahoo_messenger", "lampmaker"),
        ("msnim:chat?contact=a@b.example", "msn_messenger", "a@b.example"),
        ("imessage:+4930123456", "apple_messages", "+4930123456"),
        ("sms:+4930123456,+4930123457?body=Hi", "sms", "+4930123456"),
        ("sms:/open?addresses=+4930123456,+4930123457", "sms", "+4930123456"),
        ("smsto:+4930123456:Hi", "sms", "+4930123456"),
        ("mailto:?to=a@b.example", "email", "a@b.example"),
        ("mailto:Ana%20%3Ca@b.example%3E", "email", "a@b.example"),
        ("<https://wa.me/4930123456>", "whatsapp", "+4930123456"),
        ("//www.facebook.com/lampmaker", "facebook", "lampmaker"),
        ("https://facebook.com/#!/lampmaker", "facebook", "lampmaker"),
        ("https://instagram.com/lampmaker%2F", "instagram", "lampmaker"),
        ("VIBER://CHAT?NUMBER=+4930123456", "viber", "+4930123456"),
        ("https://wpa.qq.com/msgrd?V=3&Uin=123456789", "qq", "123456789"),
        ("mqqapi://card/show_pslcard?uin=123456789", "qq", "123456789"),
        ("https://web.telegram.org/#/im?p=@lampmaker", "telegram", "lampmaker"),
        ("https://x.com/intent/user?user_id=12345678", "x", "12345678"),
        ("https://www.linkedin.com/mwlite/in/ana-lopez", "linkedin", "ana-lopez"),
        ("https://page.line.me/lampmaker", "line", "@lampmaker"),
        ("https://page.line.me/?accountId=lampmaker", "line", "@lampmaker"),
        ("https://chat.zalo.me/?phone=0912345678", "zalo", "+84912345678"),
        ("zalo://conversation?phone=0912345678", "zalo", "+84912345678"),
        ("kakaoplus://plusfriend/home/@lampmaker", "kakaotalk", "lampmaker"),
        ("https://plus.kakao.com/home/@lampmaker", "kakaotalk", "lampmaker"),
        ("https://open.kakao.com/o/sLaMp12", "kakaotalk", "sLaMp12"),
        ("discord://-/users/123456789012345678", "discord", "123456789012345678"),
        (
            "msteams://teams.microsoft.com/l/chat/0/0?users=a@b.example",
            "microsoft_teams",
            "a@b.example",
        ),
        ("https://wa.me/5215512345678", "whatsapp", "+525512345678"),
    ],
)
def test_a_link_leads_to_a_handle(text, channel, value):
    """Documented links, the ones that people use, and bare addresses and numbers."""
    handle = channels.parse(text)

    assert (handle.channel, handle.value) == (channel, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "a b/c",
        "https://wa.me/",
        "https://wa.me/channel/0029",
        "https://api.whatsapp.com/send?text=share",
        "whatsapp://send?text=share",
        "https://t.me/+AbCdEf",
        "https://t.me/joinchat/AbCdEf",
        "https://t.me/share/url?url=x",
        "tg://resolve?domain=joinchat",
        "tg://join?invite=abc",
        "https://m.me/",
        "https://www.messenger.com/t/",
        "fb-messenger://share",
        "https://www.facebook.com/sharer.php?u=x",
        "https://www.facebook.com/profile.php?id=me",
        "https://x.com/home",
        "https://x.com/intent/user",
        "https://x.com/search?text=x",
        "https://www.linkedin.com/feed",
        "https://www.linkedin.com/shareArticle?url=x",
        "https://www.linkedin.com/jobs/view",
        "https://line.me/R/msg/text/?hi",
        "line://msg/text/hi",
        "viber://forward?text=hi",
        "viber://chat",
        "https://zalo.me/g/abcdef",
        "https://pf.kakao.com/",
        "https://signal.me/#x/abc",
        "https://signal.me/#eu/<>",
        "https://t.me/+123AbCdEfGhIjKlM",
        "https://t.me/lampbot?startgroup=true",
        "https://share.t.me",
        "https://web.telegram.org/k/#-100",
        "https://m.me/j/AbCdEf",
        "https://m.me/share",
        "https://www.messenger.com/groupcall/x",
        "https://www.facebook.com/home.php",
        "https://www.instagram.com/embed.js",
        "https://www.facebook.com/people/Ana",
        "https://www.facebook.com/2008/fbml",
        "https://www.facebook.com/v19.0/dialog/feed?app_id=1",
        "https://x.com/en/privacy",
        "https://www.linkedin.com/company/setup/new",
        "https://www.youtube.com/clip/abc",
        "https://vk.com/restore",
        "https://page.line.me/",
        "https://open.kakao.com/o/gLaMp12",
        "https://chat.zalo.me/",
        "kakaoplus://plusfriend/chatlist",
        "discord://-/channels/1/2",
        "https://www.facebook.com/pages/create",
        "https://x.com/messages/compose",
        "https://line.me/ti/g/AbCdEf",
        "https://zalo.me/s/abc",
        "https://vk.com/",
        "https://vk.com/wall-1_2",
        "https://max.ru/join/AbCdEf",
        "https://max.ru/:share?text=x",
        "https://www.snapchat.com/add",
        "https://www.snapchat.com/discover",
        "https://lin.ee/a/b",
        "https://wpa.qq.com/msgrd?v=3",
        "https://teams.microsoft.com/l/meetup-join/x",
        "msteams://l/meetup-join/x",
        "sgnl://signal.group/#x",
        "ymsgr:addfriend?x",
        "twitter://timeline",
        "fb://feed",
        "snapchat://chat",
        "viber://pa?context=x",
        "sms:?body=Hi",
        "mailto:?subject=Hi",
        "intent://send?phone=4930123456#Intent;scheme=whatsapp;end",
        "line: welding",
        "Fax: +49 30 123456",
        "signal://x",
        "logo@example.png",
        "weixin://dl/scan",
        "https://www.youtube.com/watch?v=1",
        "https://discord.gg/abc",
        "https://join.skype.com/abc",
        "https://example.com/4930123456",
        "https://[",
        "javascript:alert(1)",
        "https://wa.me/4930123456?" + "&".join("a=1" for _ in range(100)) + "x" * 2_000,
    ],
)
def test_what_leads_to_nobody_is_none(text):
    """Links to share, join or log in are no contacts, and neither are other sites."""
    assert channels.parse(text) is None


def test_too_many_parameters_are_not_read():
    """A link with a hundred parameters is no link of a person."""
    text = "https://api.whatsapp.com/send?phone=4930123456" + "&a=1" * 60

    assert channels.parse(text) is None


def test_a_channel_that_your_table_leaves_out_is_not_found():
    """Your table of channels is the list of channels."""
    rows = [row for row in load("channels").rows if row["slug"] != "vk"]

    assert channels.parse("https://vk.com/a", facts=BUNDLED.with_table("channels", rows)) is None


@given(st.text(max_size=400) | st.from_regex(r"(https?|tg|viber|line):[/:.?#@\[\]a-z+0-9]{0,60}"))
def test_any_text_is_answered(text):
    """Hostile text gives a handle or None, never an error."""
    handle = channels.parse(text)

    assert handle is None or handle.value


def test_a_long_hostile_text_is_refused():
    """Lengths are capped before anything is read."""
    assert channels.parse("https://wa.me/" + "(" * 100_000) is None
    assert channels.parse("@" * 100_000) is None
