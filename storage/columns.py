"""Column types that give back exactly what they were given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import JSON, DateTime, Dialect, Enum, String, TypeDecorator

from bot.quarter import Quarter


class ExactDecimal(TypeDecorator[Decimal]):
    """Digits as recorded: 12.50 stays 12.50. Kept as text, since SQLite would make it a float."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> str | None:
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC and given back in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs its time zone; {value} has none")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[tuple[str, ...]]):
    """A list of words that nothing refers to."""

    impl = JSON
    cache_ok = True

    def process_bind_param(
        self, value: Sequence[str] | None, _dialect: Dialect
    ) -> list[str] | None:
        return None if value is None else list(value)

    def process_result_value(
        self, value: list[str] | None, _dialect: Dialect
    ) -> tuple[str, ...] | None:
        return None if value is None else tuple(value)


class Numbers(TypeDecorator[tuple[int, ...]]):
    """A list of whole numbers."""

    impl = JSON
    cache_ok = True

    def process_bind_param(
        self, value: Sequence[int] | None, _dialect: Dialect
    ) -> list[int] | None:
        return None if value is None else list(value)

    def process_result_value(
        self, value: list[int] | None, _dialect: Dialect
    ) -> tuple[int, ...] | None:
        return None if value is None else tuple(value)


class Days(TypeDecorator[tuple[date, ...]]):
    """A list of days."""

    impl = JSON
    cache_ok = True

    def process_bind_param(
        self, value: Sequence[date] | None, _dialect: Dialect
    ) -> list[str] | None:
        return None if value is None else [each.isoformat() for each in value]

    def process_result_value(
        self, value: list[str] | None, _dialect: Dialect
    ) -> tuple[date, ...] | None:
        return None if value is None else tuple(map(date.fromisoformat, value))


class QuarterKey(TypeDecorator[Quarter]):
    """A quarter by its key, ``2021/22-Q3``: as text it sorts by time."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: Quarter | None, _dialect: Dialect) -> str | None:
        return None if value is None else value.key

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Quarter | None:
        return None if value is None else Quarter.parse(value)


def one_of(words: type[StrEnum]) -> Enum:
    """One of a vocabulary's words, kept as it is spelt; another word is refused in Python."""
    return Enum(
        words,
        native_enum=False,
        create_constraint=False,
        length=24,
        values_callable=lambda choices: [each.value for each in choices],
    )
