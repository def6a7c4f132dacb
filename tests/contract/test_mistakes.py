"""A programming error under an answer: it comes out where it was asked, and leaves nothing open."""

from __future__ import annotations

import asyncio

import pytest

from followup._ask import PageFetch, ask, together
from followup._net.aio import AsyncNetwork
from followup._net.blocking import Network
from followup._net.drive import arun, run


class Mistaken:
    """A connection with a mistake in it, where httpcore does not expect one; it knows whether it is closed."""

    def __init__(self, stream):
        self.stream = stream
        self.is_closed = False

    def get_extra_info(self, what):
        """The mistake."""
        raise NameError(what)

    def close(self):
        """Hang up."""
        self.is_closed = True
        self.stream.close()

    async def aclose(self):
        """Hang up."""
        self.is_closed = True
        await self.stream.aclose()


class Blocking(Network):
    """Opens connections with a mistake in them."""

    def __init__(self, policy):
        super().__init__(policy)
        self.opened = []

    def _connect(self, *asked):
        self.opened.append(Mistaken(super()._connect(*asked)))
        return self.opened[-1]

    def run(self, flow):
        """The result of a flow."""
        return run(flow, self, 60.0)


class Awaited(AsyncNetwork):
    """The same, awaited."""

    def __init__(self, policy):
        super().__init__(policy)
        self.opened = []

    async def _connect(self, *asked):
        self.opened.append(Mistaken(await super()._connect(*asked)))
        return self.opened[-1]

    def run(self, flow):
        """The result of a flow."""
        return asyncio.run(arun(flow, self, 60.0))


@pytest.mark.parametrize("kind", [Blocking, Awaited])
def test_a_mistake_of_ours_comes_out_and_leaves_no_connection_open(kind, policy):
    """A server that waits for what we never send would else wait for ever, and so would its test."""
    network = kind(policy)

    with pytest.raises(NameError, match="ssl_object"):
        network.run(ask(PageFetch("http://aguas.example/")))

    assert [one.is_closed for one in network.opened] == [True]


@pytest.mark.parametrize("kind", [Blocking, Awaited])
def test_a_mistake_in_one_of_several_flows_comes_out_too(kind, policy):
    """Also where two ask the same at once, and one waits for the other."""
    network = kind(policy)

    with pytest.raises(NameError, match="ssl_object"):
        network.run(together(*(ask(PageFetch("http://aguas.example/")) for _ in range(3))))
