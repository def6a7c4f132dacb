"""Both drivers of the library under one name, as the public API offers them."""

from __future__ import annotations

import asyncio

from typing import Any

import attrs

from followup import AsyncVerifier, Verifier
from followup.verify import VerifyPolicy


DRIVERS = ("blocking", "awaited")


@attrs.frozen
class Client:
    """One question to a new client, blocking or awaited."""

    driver: str

    def ask(self, policy: VerifyPolicy, method: str, *words: object) -> Any:
        """The report."""
        if self.driver == "blocking":
            with Verifier(policy) as verifier:
                return getattr(verifier, method)(*words)
        return asyncio.run(self._await(policy, method, *words))

    async def _await(self, policy: VerifyPolicy, method: str, *words: object) -> Any:
        async with AsyncVerifier(policy) as verifier:
            return await getattr(verifier, method)(*words)
