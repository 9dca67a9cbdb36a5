"""The kinds of values that the API's bodies, queries and answers are made of, with their limits."""

from typing import Annotated

from msgspec import Meta

GREATEST = 2**53 - 1
"""The greatest whole number that every JSON reader keeps exactly (RFC 8259, section 6)."""

Id = Annotated[int, Meta(ge=1, le=GREATEST, description="номер объекта")]
IdOrZero = Annotated[int, Meta(ge=0, le=GREATEST, description="номер объекта; 0: нет")]
Ids = Annotated[list[Id], Meta(min_length=1, max_length=100, description="номера объектов, от 1 до 100")]
Kopecks = Annotated[int, Meta(ge=0, le=100_000_000_000, description="сумма в копейках")]
SomeKopecks = Annotated[int, Meta(ge=1, le=100_000_000_000, description="сумма в копейках, больше нуля")]
Moment = Annotated[int, Meta(ge=0, le=253_402_300_799, description="момент, секунды unixtime")]
Points = Annotated[int, Meta(ge=-1_000_000_000, le=1_000_000_000, description="баллы рейтинга, со знаком")]
Count = Annotated[int, Meta(ge=0, le=GREATEST, description="количество")]
Token = Annotated[str, Meta(min_length=16, max_length=128, pattern="^[0-9A-Za-z_-]+$", description="секретный токен")]
Login = Annotated[str, Meta(min_length=1, max_length=64, description="имя для входа")]
Password = Annotated[str, Meta(min_length=1, max_length=256, description="пароль")]
Line = Annotated[str, Meta(max_length=512, description="строка до 512 знаков")]
Text = Annotated[str, Meta(max_length=100_000, description="текст до 100 000 знаков")]
