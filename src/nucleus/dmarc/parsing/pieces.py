"""A piece of data on its way to a reader: held where it is small, a stream where it is not."""

from collections.abc import Iterator

from .inflating import Buffer, slices
from .limits import Refused, megabytes

Content = bytes | Iterator[bytes]
_SEEN = 65536


class Piece:
    """A name with content that can be looked into from the front and then taken once."""

    def __init__(self, name: str, content: Content) -> None:
        self.name = name
        self._data: bytes | None = content if isinstance(content, bytes) else None
        self._source: Iterator[bytes] = iter(()) if isinstance(content, bytes) else content
        self._held: list[bytes] = []
        self._size = 0
        self._ended = False
        self.is_complete = False
        self._first = content if isinstance(content, bytes) else b""

    def head(self, size: int) -> bytes:
        """The first `size` bytes, or all where there are no more: then `is_complete` is true."""
        if self._data is None:
            self._pull(size)
            data = b"".join(self._held)
            self._held = [data]
            self.is_complete = self._ended and self._size <= size
        else:
            data = self._data
            self.is_complete = len(data) <= size
        self._first = self._first or data[:_SEEN]
        return data if self.is_complete else data[:size]

    @property
    def seen(self) -> bytes:
        """The beginning, as far as it was looked at; also after the content was taken."""
        return self._first[:_SEEN]

    @seen.setter
    def seen(self, data: bytes) -> None:
        self._first = data

    @property
    def held(self) -> bytes | None:
        """The content where it came as bytes."""
        return self._data

    def _pull(self, size: int) -> None:
        while self._size <= size and not self._ended:
            chunk = next(self._source, None)
            if chunk is None:
                self._ended = True
            else:
                self._held.append(chunk)
                self._size += len(chunk)

    def chunks(self) -> Iterator[bytes]:
        """All of it in small pieces, letting go of each. Afterwards the piece is empty."""
        held, self._held = self._held[::-1], []
        if self._data is not None:
            yield from slices(self._data)
            return
        while held:
            yield from slices(held.pop())
        yield from self._source

    def whole(self, limit: int) -> Buffer:
        """All of it at once. Raises Refused above `limit` bytes."""
        if self._data is not None:
            return self._data
        data = bytearray()
        for chunk in self.chunks():
            data += chunk
            if len(data) > limit:
                raise Refused("member_too_large", f"A packed part of it is larger than {megabytes(limit)}.")
        return data
