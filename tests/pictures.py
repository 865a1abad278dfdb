"""Small true pictures."""

import struct
import zlib


def png(width: int = 1, height: int = 1) -> bytes:
    """Return a picture in one colour."""
    rows = (b"\0" + b"\x0b\x50\x60" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _part(b"IHDR", head) + _part(b"IDAT", zlib.compress(rows)) + _part(b"IEND", b"")


def _part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


PIXEL = png()
