"""The body of a page, unpacked within bounds: octets in, octets out, no socket here."""

from __future__ import annotations

import zlib

from typing import Any


_GZIP_OR_ZLIB = zlib.MAX_WBITS + 32
# House judgement: a body in chunks of one octet costs seconds of reckoning; honest ones come in fewer pieces.
_MAX_PIECES = 4_096


class Body:
    """A body that stays within its limit, however small it came."""

    def __init__(self, coding: str, limit: int) -> None:
        self._limit = limit
        self._coming = 0
        self._pieces = 0
        self._octets = bytearray()
        self._inflate, self._spare = _inflaters(coding)
        self.truncated = self._inflate is None and bool(_codings(coding))

    def take(self, chunk: bytes) -> bool:
        """Take what came; whether more is wanted."""
        if self.truncated:
            return False
        self._coming += len(chunk)
        self._pieces += 1
        if self._inflate is None:
            self._octets += chunk[: self._room()]
        else:
            self._unpack(chunk)
        if len(self._octets) > self._limit or self._is_endless():
            self.truncated = True
        return not self.truncated

    def _is_endless(self) -> bool:
        """Packed octets that unpack to nothing, and crumbs, are no reason to read for ever."""
        return self._coming > 2 * self._limit + 65_536 or self._pieces > _MAX_PIECES

    def _room(self) -> int:
        return self._limit + 1 - len(self._octets)

    def _unpack(self, chunk: bytes) -> None:
        while chunk and len(self._octets) <= self._limit:
            if self._inflate.eof:
                # RFC 1952 section 2.2: a gzip file is a series of members; what else follows is dropped.
                if not chunk.startswith(b"\x1f\x8b"):
                    return
                self._inflate = zlib.decompressobj(_GZIP_OR_ZLIB)
            chunk = self._step(chunk)

    def _step(self, chunk: bytes) -> bytes:
        try:
            self._octets += self._inflate.decompress(chunk, self._room())
        except zlib.error:
            if self._spare is None or self._coming > len(chunk):
                self.truncated = True
                return b""
            self._inflate, self._spare = self._spare, None
            return chunk
        rest: bytes = self._inflate.unconsumed_tail or self._inflate.unused_data
        return rest

    def end(self) -> None:
        """The server says that this was all."""
        if self._inflate is not None and self._coming and not self._inflate.eof:
            self.truncated = True

    @property
    def octets(self) -> bytes:
        """What was kept."""
        return bytes(self._octets[: self._limit])


def _codings(header: str) -> list[str]:
    named = (coding.strip().lower() for coding in header.split(","))
    return [coding for coding in named if coding not in {"", "identity"}]


def _inflaters(header: str) -> tuple[Any, Any]:
    """How to unpack a body, and how else if that fails; None twice where we cannot, or need not."""
    match _codings(header):
        case ["gzip" | "x-gzip"]:
            return zlib.decompressobj(_GZIP_OR_ZLIB), None
        case ["deflate"]:
            # RFC 9110 section 8.4.1.2: some servers send the bare stream, without zlib's frame.
            return zlib.decompressobj(_GZIP_OR_ZLIB), zlib.decompressobj(-zlib.MAX_WBITS)
        case _:
            return None, None
