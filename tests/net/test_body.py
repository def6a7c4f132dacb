"""Bodies, unpacked within bounds."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest

from hypothesis import given, strategies as st

from followup._net.body import Body


def _read(coding: str, octets: bytes, limit: int = 1_000_000, size: int = 1 << 16) -> Body:
    body = Body(coding, limit)
    chunks = [octets[start : start + size] for start in range(0, len(octets), size)]
    if all(body.take(chunk) for chunk in chunks):
        body.end()
    return body


def _bare(octets: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(octets) + packer.flush()


_CODINGS = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.compress,
    " GZip , identity": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
}


@given(st.sampled_from(sorted(_CODINGS)), st.binary(max_size=3_000), st.integers(1, 500))
def test_a_body_comes_out_as_it_went_in(coding, octets, size):
    """However it is packed, and in whatever pieces it comes."""
    body = _read(coding, _CODINGS[coding](octets), size=size)

    assert (body.octets, body.truncated) == (octets, False)


@given(st.sampled_from(sorted(_CODINGS)), st.binary(max_size=3_000), st.integers(1, 2_000))
def test_a_body_is_never_longer_than_its_limit(coding, octets, limit):
    """It is its beginning, and said to be cut."""
    body = _read(coding, _CODINGS[coding](octets), limit=limit, size=100)

    assert body.octets == octets[:limit]
    assert body.truncated == (len(octets) > limit)


@given(st.sampled_from(["gzip", "deflate"]), st.binary(max_size=300))
def test_nonsense_unpacks_to_something_bounded_or_nothing(coding, octets):
    """It never raises."""
    assert len(_read(coding, octets, limit=1_000).octets) <= 1_000


def test_a_bare_deflate_stream_is_understood():
    """Some servers leave zlib's frame out."""
    body = _read("deflate", _bare(b"agua " * 50))

    assert (body.octets, body.truncated) == (b"agua " * 50, False)


def test_a_deflate_stream_that_turns_to_nonsense_is_cut():
    """The other form is tried at the beginning only."""
    body = _read("deflate", zlib.compress(b"agua " * 50)[:10] + b"\xff" * 50, size=10)

    assert body.truncated


def test_a_gzip_file_may_have_several_members_and_a_tail():
    """RFC 1952; what follows the last member is dropped."""
    octets = gzip.compress(b"one ") + gzip.compress(b"two") + b"tail"

    body = _read("gzip", octets)

    assert (body.octets, body.truncated) == (b"one two", False)


def test_a_packed_body_that_breaks_off_is_cut():
    """What came is kept."""
    packed = gzip.compress(bytes(range(256)) * 20)

    assert _read("gzip", packed[:-5]).truncated
    assert not _read("gzip", b"").truncated


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "gzip,br"])
def test_what_we_did_not_ask_for_is_left_out(coding):
    """Nothing is guessed."""
    body = _read(coding, b"octets")

    assert (body.octets, body.truncated) == (b"", True)


def test_packed_octets_that_unpack_to_nothing_end_too():
    """Empty blocks could come for ever."""
    body = Body("deflate", 1_000)
    packer = zlib.compressobj(wbits=-15)
    # An empty stored block, as a flush writes it.
    empty = packer.flush(zlib.Z_FULL_FLUSH) * 1_000

    taken = sum(body.take(empty) for _ in range(100))

    assert taken < 20
    assert (body.octets, body.truncated) == (b"", True)


def test_crumbs_end_too():
    """A server that sends octet by octet gets no more patience than others."""
    body = Body("", 1_000_000)

    taken = sum(body.take(b"x") for _ in range(10_000))

    assert taken == 4_096
    assert body.truncated


def test_a_bomb_stays_small():
    """A gibibyte in a megabyte, at a limit of a mebibyte."""
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(1_024)) + packer.flush()
    tracemalloc.start()

    body = _read("gzip", bomb, limit=1 << 20)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert body.truncated
    assert peak < 4 << 20
