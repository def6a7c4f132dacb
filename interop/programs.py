"""A server of somebody else's: begun, waited for, and ended whatever happens."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from interop.packages import Unpacked


_PATIENCE = 60.0


def free_port() -> int:
    """A port of 127.0.0.1 that is free for UDP and TCP."""
    while True:
        with socket.socket(type=socket.SOCK_DGRAM) as datagrams, socket.socket() as stream:
            stream.bind(("127.0.0.1", 0))
            port: int = stream.getsockname()[1]
            with contextlib.suppress(OSError):
                datagrams.bind(("127.0.0.1", port))
                return port


@contextlib.contextmanager
def running(
    unpacked: Unpacked, command: Sequence[object], folder: Path, ports: Iterable[int]
) -> Iterator[None]:
    """A program in the foreground while the block lasts; all that it begins ends with it.

    It has begun when it listens at all of its ports. What it says goes to ``folder``.
    """
    program, *words = command
    said = folder / "said"
    with said.open("wb") as output, subprocess.Popen(
        [unpacked.path(str(program)), *map(str, words)],
        cwd=folder, env=unpacked.environment, stdin=subprocess.DEVNULL, stdout=output,
        stderr=subprocess.STDOUT, start_new_session=True,
    ) as server:  # fmt: skip
        try:
            for port in ports:
                _wait_for(port, server, said)
            yield
        finally:
            _end(server)


def output_of(unpacked: Unpacked, *command: object) -> str:
    """What a program says that ends by itself."""
    program, *words = command
    done = subprocess.run(
        [unpacked.path(str(program)), *map(str, words)],
        env=unpacked.environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def _wait_for(port: int, server: subprocess.Popen[bytes], said: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError(f"{server.args!r} does not listen at {port}: {said.read_text()[-2_000:]}")


def _end(server: subprocess.Popen[bytes]) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(10)


def write(path: Path, text: str, values: Mapping[str, object] | None = None) -> Path:
    """Write a configuration; ``@name@`` stands for a value."""
    for name, value in (values or {}).items():
        text = text.replace(f"@{name}@", str(value))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path
