"""A client of WebSockets (RFC 6455), as much of one as talking with a browser on this machine takes."""

import base64
import os
import socket
import struct
from urllib.parse import urlsplit

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


class WebSocket:
    """A connection that carries texts."""

    def __init__(self, address, timeout):
        parts = urlsplit(address)
        self._socket = socket.create_connection((parts.hostname, parts.port), timeout=timeout)
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall(
            f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        self._buffer = b""
        head = self._until(b"\r\n\r\n")
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise ConnectionError(f"the browser refuses the connection: {head!r}")

    def send(self, text):
        """Sends a text in one masked frame."""
        data = text.encode()
        mask = os.urandom(4)
        if len(data) < 126:
            length = struct.pack("!B", 0x80 | len(data))
        elif len(data) < 1 << 16:
            length = struct.pack("!BH", 0x80 | 126, len(data))
        else:
            length = struct.pack("!BQ", 0x80 | 127, len(data))
        repeated = (mask * (len(data) // 4 + 1))[: len(data)]
        masked = (int.from_bytes(data, "big") ^ int.from_bytes(repeated, "big")).to_bytes(len(data), "big")
        self._socket.sendall(bytes([0x80 | TEXT]) + length + mask + masked)

    def receive(self, timeout):
        """The next text; None where none comes in time."""
        self._socket.settimeout(timeout)
        text = b""
        while True:
            try:
                first, second = self._exactly(2)
            except (TimeoutError, BlockingIOError):
                return None
            self._socket.settimeout(30)
            length = second & 0x7F
            if length == 126:
                (length,) = struct.unpack("!H", self._exactly(2))
            elif length == 127:
                (length,) = struct.unpack("!Q", self._exactly(8))
            payload = self._exactly(length)
            code = first & 0x0F
            if code == CLOSE:
                raise ConnectionError("the browser closed the connection")
            if code in (PING, PONG):
                continue
            text += payload
            if first & 0x80:
                return text.decode()

    def close(self):
        """Ends the connection."""
        self._socket.close()

    def _until(self, end):
        while end not in self._buffer:
            self._fill()
        head, self._buffer = self._buffer.split(end, 1)
        return head

    def _exactly(self, count):
        while len(self._buffer) < count:
            self._fill()
        data, self._buffer = self._buffer[:count], self._buffer[count:]
        return data

    def _fill(self):
        data = self._socket.recv(1 << 16)
        if not data:
            raise ConnectionError("the browser went away")
        self._buffer += data
