"""What a kwork carries as JSON: questions, packages, links to videos."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from birzha.errors import Invalid, LimitExceeded
from birzha.kworks.model.kwork import Kwork, Package, Question
from birzha.limits import number_within, text_within, written

MOST_QUESTIONS = 20
"""Ours: of one kwork."""
MOST_PACKAGES = 3
"""As many as the live service has: standard, medium, premium."""
MOST_VIDEOS = 5
"""Ours: of one kwork."""
LONGEST_LINK = 512
"""Ours: characters."""

LINK = re.compile(r"https://[\w.-]+\.[a-zA-Z]{2,24}(?::\d{1,5})?(?:[/?][^\s\"<>]*)?")
"""What may be a link to a video; whether there is one, nobody looks."""


def validate_parts(*, faq: Sequence[Question], packages: Sequence[Package], videos: Sequence[str]) -> None:
    """Refuse parts that no kwork may have.

    Raises:
        Invalid: a text or number of theirs is beyond its limits.
        LimitExceeded: there are too many of them.
    """
    for name, parts, most in (
        ("faq", faq, MOST_QUESTIONS),
        ("packages", packages, MOST_PACKAGES),
        ("videos", videos, MOST_VIDEOS),
    ):
        if len(parts) > most:
            raise LimitExceeded(f"В «{name}» может быть не больше {most} записей, получено {len(parts)}.", field=name)
    for each in faq:
        written(each.question, "faq", 500)
        written(each.answer, "faq", 5000)
    for package in packages:
        written(package.name, "packages", 120)
        text_within(package.description, "packages", most=1000)
        number_within(package.price, "packages", least=1, most=100_000_000_000)
        number_within(package.days, "packages", least=1, most=365)
        number_within(package.revisions, "packages", least=0, most=100)
    for link in videos:
        text_within(link, "videos", most=LONGEST_LINK)
        if not LINK.fullmatch(link):
            raise Invalid("Ссылка на видео начинается с https:// и не содержит пробелов.", field="videos")


def public_parts(parts: Sequence[object]) -> str:
    """All words of these parts, a line each."""
    return "\n".join(word for part in parts for word in _words(part))


def _words(part: object) -> list[str]:
    if isinstance(part, Question):
        return [part.question, part.answer]
    if isinstance(part, Package):
        return [part.name, part.description]
    return [str(part)]


def dumped(parts: object) -> str:
    """Parts as they are kept."""
    if not isinstance(parts, Sequence):
        raise TypeError(f"not parts of a kwork: {parts!r}")
    plain = [asdict(each) if isinstance(each, Question | Package) else each for each in parts]
    return json.dumps(plain, ensure_ascii=False)


def questions(kwork: Kwork) -> list[Question]:
    """The kwork's questions and answers."""
    return [Question(**each) for each in _read(kwork.faq)]


def packages(kwork: Kwork) -> list[Package]:
    """The kwork's packages."""
    return [Package(**each) for each in _read(kwork.packages)]


def videos(kwork: Kwork) -> list[str]:
    """The kwork's links to videos."""
    return [str(each) for each in _read(kwork.videos)]


def _read(kept: str) -> list[Any]:
    found: list[Any] = json.loads(kept)
    return found
