"""Records as JSON and back, exactly: the form in which the work on one file is kept between builds.

A record becomes the list of its fields in order; the types of the fields say how to read them again. Offsets
of a :class:`~kg.model.Mapped` text, which rise by one almost everywhere, are kept as runs.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Sequence
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

from kg.model import Mapped

T = TypeVar("T")
Reader = Callable[[Any], Any]


def encode(value: object) -> Any:
    """Return ``value`` (records, tuples, enums, plain values) in JSON's own types."""
    if isinstance(value, Mapped):
        return [value.text, _runs(value.offsets)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [encode(getattr(value, f)) for f in _names(type(value))]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, Sequence):
        return [encode(v) for v in value]
    raise TypeError(f"{type(value).__name__} is no record: {value!r}")


def decode(type_: type[T], data: Any) -> T:
    """Return the record of ``type_`` that :func:`encode` gave as ``data``.

    Raises:
        ValueError, TypeError, KeyError, IndexError: ``data`` is not of that form.
    """
    result: T = _reader(cast(Any, type_))(data)
    return result


def _is_record(type_: Any) -> bool:
    """Is it a data class or a named tuple (which is encoded as the sequence that it is)?"""
    return dataclasses.is_dataclass(type_) or hasattr(type_, "_fields")


@cache
def _names(type_: Any) -> tuple[str, ...]:
    if dataclasses.is_dataclass(type_):
        return tuple(f.name for f in dataclasses.fields(type_))
    return tuple(type_._fields)


@cache
def _reader(hint: Any) -> Reader:
    if hint is Mapped:
        return lambda data: Mapped(data[0], _offsets(data[1]))
    if _is_record(hint):
        return _record_reader(cast(type, hint))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _union_reader(arguments)
    if origin is tuple:
        return _tuple_reader(arguments)
    return lambda data: data


def _record_reader(type_: type) -> Reader:
    hints = typing.get_type_hints(type_)
    # Readers of the fields are looked up on first use: records may contain one another.
    readers: list[Reader] = []

    def read(data: Any) -> Any:
        if not readers:
            readers.extend(_reader(hints[name]) for name in _names(type_))
        return type_(*[reader(v) for reader, v in zip(readers, data, strict=True)])

    return read


def _tuple_reader(arguments: tuple[Any, ...]) -> Reader:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        item = _reader(arguments[0])
        return lambda data: tuple([item(v) for v in data])
    readers = [_reader(a) for a in arguments]
    return lambda data: tuple([reader(v) for reader, v in zip(readers, data, strict=True)])


def _union_reader(arguments: tuple[Any, ...]) -> Reader:
    """Read an optional value, or one that is either a plain string or a record (``Claim.object``)."""
    records = [a for a in arguments if _is_record(a) or typing.get_origin(a) is tuple]
    plain = [a for a in arguments if isinstance(a, type) and issubclass(a, Enum)]
    if len(records) + len(plain) > 1:
        raise TypeError(f"a field may hold one kind of record, not {arguments}")
    if not records + plain:
        return lambda data: data
    reader = _reader((records + plain)[0])
    if records:
        return lambda data: reader(data) if isinstance(data, list) else data
    return lambda data: None if data is None else reader(data)


def _runs(offsets: Sequence[int]) -> list[int]:
    """Return ``[first, length, first, length…]`` of the stretches that rise by one."""
    runs: list[int] = []
    following = None
    for offset in offsets:
        if offset == following:
            runs[-1] += 1
        else:
            runs += [int(offset), 1]
        following = offset + 1
    return runs


def _offsets(runs: list[int]) -> Sequence[int]:
    if len(runs) == 2:
        return range(runs[0], runs[0] + runs[1])
    offsets: list[int] = []
    for first, length in zip(runs[::2], runs[1::2], strict=True):
        offsets.extend(range(first, first + length))
    return offsets
