"""Values as canonical text and back, exactly: digits, days and words stay as they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]


def frozen(value: object) -> str:
    """One text for one value. A field that has its default is left out, so that a field which a
    later version adds does not change the text of what was frozen before."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def thawed(kind: type[T], text: str) -> T:
    """The value that was frozen; fields that this version does not know are passed over."""
    form: Any = kind
    value: T = _reader(form)(json.loads(text))
    return value


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of the words
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        held = ((each, getattr(value, each.name)) for each in fields(value))
        return {field.name: _plain(own) for field, own in held if not _is_default(field, own)}
    raise TypeError(f"a {type(value).__name__} cannot be frozen")


def _is_default(field: Any, own: object) -> bool:  # noqa: ANN401 - a field of any type
    return field.default is not MISSING and repr(own) == repr(field.default)


@cache
def _reader(kind: Any) -> Reader:  # noqa: ANN401 - a class, or a form such as tuple[str, ...]
    if is_dataclass(kind):
        return _reader_of_fields(kind)
    origin, inside = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _reader_of_tuple(inside)
    if origin in (Union, UnionType):
        (own,) = (each for each in inside if each is not NoneType)
        read = _reader(own)
        return lambda plain: None if plain is None else read(plain)
    return _reader_of_one(kind)


def _reader_of_one(kind: Any) -> Reader:  # noqa: ANN401 - a class
    """Words, numbers and truths are themselves."""
    if issubclass(kind, date | time):
        read: Reader = kind.fromisoformat
        return read
    if issubclass(kind, StrEnum | Decimal):
        return lambda plain: kind(plain)  # noqa: PLW0108 - a class is no function to the checker
    return lambda plain: plain


def _reader_of_fields(kind: Any) -> Reader:  # noqa: ANN401 - any frozen dataclass
    hints = get_type_hints(kind)
    readers = {each.name: _reader(hints[each.name]) for each in fields(kind)}

    def read(plain: dict[str, Any]) -> Any:  # noqa: ANN401
        known = plain.keys() & readers.keys()
        return kind(**{name: readers[name](plain[name]) for name in known})

    return read


def _reader_of_tuple(inside: tuple[Any, ...]) -> Reader:
    if inside[-1:] == (Ellipsis,):
        read = _reader(inside[0])
        return lambda plain: tuple(map(read, plain))
    readers = [_reader(each) for each in inside]
    return lambda plain: tuple(read(each) for read, each in zip(readers, plain, strict=True))
