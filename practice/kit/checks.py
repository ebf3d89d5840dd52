"""Small checks that combine into the shape of a whole payload.

A check takes a value and the JSON pointer to it and yields what is wrong, in Slack's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

Faults = Iterator[str]
Check = Callable[[object, str], Faults]


def fault(text: str, at: str) -> str:
    return f"{text} [json-pointer:{at or '/'}]"


def anything(_value: object, _at: str) -> Faults:
    yield from ()


def string(most: int, least: int = 1) -> Check:
    def check(value: object, at: str) -> Faults:
        if not isinstance(value, str):
            yield fault("must be a string", at)
        elif len(value) < least:
            yield fault(f"must be more than {least - 1} characters", at)
        elif len(value) > most:
            yield fault(f"must be less than {most + 1} characters", at)

    return check


def flag(value: object, at: str) -> Faults:
    if not isinstance(value, bool):
        yield fault("must be a boolean", at)


def whole(least: int, most: int) -> Check:
    def check(value: object, at: str) -> Faults:
        if not isinstance(value, int) or isinstance(value, bool):
            yield fault("must be an integer", at)
        elif not least <= value <= most:
            yield fault(f"must be between {least} and {most}", at)

    return check


def one_of(*values: str) -> Check:
    def check(value: object, at: str) -> Faults:
        if value not in values:
            yield fault("must be a valid enum value", at)

    return check


def items(each: Check, most: int, least: int = 1) -> Check:
    def check(value: object, at: str) -> Faults:
        if not isinstance(value, list):
            yield fault("must be an array", at)
            return
        if len(value) < least:
            yield fault(f"no fewer than {least} items allowed", at)
        if len(value) > most:
            yield fault(f"no more than {most} items allowed", at)
        for number, item in enumerate(value):
            yield from each(item, f"{at}/{number}")

    return check


def shape(needed: Mapping[str, Check], other: Mapping[str, Check] | None = None) -> Check:
    """An object with these fields and no others; its ``type`` is checked elsewhere."""
    known = {"type": anything, **(other or {}), **needed}

    def check(value: object, at: str) -> Faults:
        if not isinstance(value, dict):
            yield fault("must be an object", at)
            return
        for name in needed:
            if value.get(name) is None:
                yield fault(f"missing required field: {name}", at)
        for name, part in value.items():
            if name not in known:
                yield fault(f"invalid additional property: {name}", at)
            elif part is not None:
                yield from known[name](part, f"{at}/{name}")

    return check


def by_type(kinds: Mapping[str, Check]) -> Check:
    """An object whose ``type`` decides how it is checked."""

    def check(value: object, at: str) -> Faults:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            yield fault("missing required field: type", at)
        elif kind not in kinds:
            yield fault(f"unsupported type: {kind}", f"{at}/type")
        else:
            yield from kinds[kind](value, at)

    return check


def both(*checks: Check) -> Check:
    def check(value: object, at: str) -> Faults:
        for each in checks:
            yield from each(value, at)

    return check


def exactly_one(*names: str) -> Check:
    """An object that has one of these fields and not the others."""

    def check(value: object, at: str) -> Faults:
        if isinstance(value, dict) and sum(value.get(each) is not None for each in names) != 1:
            yield fault(f"must have exactly one of: {', '.join(names)}", at)

    return check
