"""A printer on the network that can be well, mute, babbling, out of paper, or gone in mid-slip."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

READY = {1: 0x12, 2: 0x12, 4: 0x12}
NO_PAPER = {1: 0x1A, 2: 0x32, 4: 0x72}
COVER_OPEN = {1: 0x1A, 2: 0x16, 4: 0x12}
BROKEN = {1: 0x1A, 2: 0x52, 4: 0x12}
PATIENCE_S = 3.0  # a line that says nothing for so long is hung up


@dataclass
class Device:
    """A thread that speaks as a raw port does.

    Args:
        answers: what it says to each DLE EOT; nothing where it is mute.
        babble: bytes that it says before every answer.
        dies_after: how many bytes of slips it takes before it drops the line.
    """

    answers: dict[int, int] = field(default_factory=dict)
    babble: bytes = b""
    dies_after: int | None = None
    family: socket.AddressFamily = socket.AF_INET
    paper: bytearray = field(default_factory=bytearray)
    port: int = 0

    @contextlib.contextmanager
    def running(self) -> Iterator["Device"]:
        """Listen until the block ends."""
        host = "::1" if self.family is socket.AF_INET6 else "127.0.0.1"
        with socket.create_server((host, 0), family=self.family) as server:
            self.port = server.getsockname()[1]
            thread = threading.Thread(target=self._serve, args=(server,))
            thread.start()
            yield self
            server.shutdown(socket.SHUT_RDWR)
            thread.join()

    def _serve(self, server: socket.socket) -> None:
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            line.settimeout(PATIENCE_S)
            with line, contextlib.suppress(OSError):
                self._talk(line)

    def _talk(self, line: socket.socket) -> None:
        pending = b""
        while heard := line.recv(256):
            pending += heard
            while (at := pending.find(b"\x10\x04")) >= 0 and len(pending) > at + 2:
                self.paper += pending[:at]
                number = pending[at + 2]
                pending = pending[at + 3 :]
                if number in self.answers:
                    line.sendall(self.babble + bytes((self.answers[number],)))
            keep = 2 if pending.endswith(b"\x10\x04") else int(pending.endswith(b"\x10"))
            self.paper += pending[: len(pending) - keep]
            pending = pending[len(pending) - keep :]
            if self.dies_after is not None and len(self.paper) > self.dies_after:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                return
