"""Transport compression of the gateway: one stream a connection, flushed after each message."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable

Squeeze = Callable[[bytes], bytes]


def zlib_stream() -> Squeeze:
    """Messages of one zlib stream, each ending in a sync flush."""
    stream = zlib.compressobj()
    return lambda data: stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)


def zstd_stream() -> Squeeze:
    """Messages of one Zstandard stream; a client asks for it only where it has such a library."""
    try:
        module = importlib.import_module("zstandard")
        stream = module.ZstdCompressor().compressobj()
        flush = module.COMPRESSOBJ_FLUSH_BLOCK
    except ImportError:
        module = importlib.import_module("compression.zstd")
        stream = module.ZstdCompressor()
        flush = module.ZstdCompressor.FLUSH_BLOCK

    def squeeze(data: bytes) -> bytes:
        return bytes(stream.compress(data) + stream.flush(flush))

    return squeeze


STREAMS: dict[str, Callable[[], Squeeze]] = {
    "zlib-stream": zlib_stream,
    "zstd-stream": zstd_stream,
}
