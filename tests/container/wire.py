"""A port of this machine that leads to a socket in the file system, for whoever may not go where that lies."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PIECE = 65536


@contextmanager
def port_of(path: str) -> Iterator[int]:
    """Lead a free port to a socket.

    Args:
        path: of the socket.
    """
    with socket.create_server(("127.0.0.1", 0)) as listening:
        ends: list[socket.socket] = []
        accepting = threading.Thread(target=_accept, args=(listening, path, ends))
        accepting.start()
        try:
            yield listening.getsockname()[1]
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            accepting.join()
            for each in ends:
                each.close()


def _accept(listening: socket.socket, path: str, ends: list[socket.socket]) -> None:
    pumps: list[threading.Thread] = []
    with suppress(OSError):  # the port is closed: nobody calls any more
        while True:
            near, _ = listening.accept()
            far = socket.socket(socket.AF_UNIX)
            ends += [near, far]
            far.connect(path)
            for source, target in ((near, far), (far, near)):
                pump = threading.Thread(target=_pump, args=(source, target))
                pump.start()
                pumps.append(pump)
    for each in ends:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
    for pump in pumps:
        pump.join()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(PIECE):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)
