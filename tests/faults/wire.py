"""A wire between the bot and Slack that can go dead without anybody hanging up."""

from __future__ import annotations

import select
import socket
import threading


class Wire:
    """Forwards every connection to a port on this machine, until it is cut; then nothing goes
    through, and nothing is closed."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.dead = threading.Event()
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def close(self) -> None:
        self._ended.set()
        for each in self._threads:
            each.join(5)
        self._listener.close()

    def _accept(self) -> None:
        self._listener.settimeout(0.1)
        while not self._ended.is_set():
            try:
                near, _ = self._listener.accept()
            except TimeoutError:
                continue
            far = socket.create_connection(("127.0.0.1", self._port))
            thread = threading.Thread(target=self._carry, args=(near, far), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        with near, far:
            other = {near: far, far: near}
            while not self._ended.is_set():
                readable, _, _ = select.select(list(other), [], [], 0.05)
                if self.dead.is_set():
                    self._ended.wait(0.05)
                    continue
                for each in readable:
                    try:
                        some = each.recv(65_536)
                        if not some:
                            return
                        other[each].sendall(some)
                    except OSError:
                        return
