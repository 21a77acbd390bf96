"""Values of the model as bytes, for the user's own cache: typed, validated, and never executed.

What is read back equals what was written. The content of a file is not written, only its hash: the
same file must have been read before.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from diptych.memo import Form
from diptych.model.asset import Content


def written(value: object) -> bytes | None:
    """Return a value as bytes; None if it contains something that cannot be written."""
    try:
        return _encoder.encode(value)
    except (TypeError, ValueError, OverflowError, RecursionError):
        return None


def read(data: bytes, kind: Any) -> Any:
    """Return the value of type `kind` that was written.

    Raise ValueError if the bytes are invalid, or refer to a file that was not read.
    """
    try:
        return _decoder(kind).decode(data)
    except RecursionError as error:
        raise ValueError from error


def form_of(kind: Any) -> Form[Any]:
    """Return how values of a type are stored, if the type says all about them."""
    return Form(written, lambda data, *_: read(data, kind))


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind, dec_hook=_content)


def _content(kind: Any, value: Any) -> Any:
    """Return the content of a file, given its hash."""
    if isinstance(value, str):
        return Content.known(value)
    message = f"{kind} cannot be read"
    raise ValueError(message)


def _hash_of(value: object) -> str:
    if isinstance(value, Content):
        return value.sha256
    message = f"{type(value)} cannot be written"
    raise TypeError(message)


_encoder = msgspec.msgpack.Encoder(enc_hook=_hash_of)
