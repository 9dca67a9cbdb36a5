"""Why a file gives no text: each reason in words for people, in both languages."""

from enum import StrEnum
from typing import Any

from sverka.command_texts import Text
from sverka.errors import SverkaError


class Why(StrEnum):
    """Reasons."""

    BINARY = "binary"
    BROKEN = "broken"
    CUT = "cut"
    ENCODING = "encoding"
    ENCRYPTED = "encrypted"
    HALF = "half"
    LARGE = "large"
    LONG = "long"
    MISSING = "missing"
    NO_TEXT = "no_text"
    OLD_WORD = "old_word"
    PACKAGE = "package"
    SLOW = "slow"


REASONS = {
    Why.BINARY: Text(
        "это не текст. Дайте текстовый файл, docx, odt, rtf, pdf или html",
        "it is not text. Give a text file, docx, odt, rtf, pdf or html",
    ),
    Why.BROKEN: Text(
        "файл {format} повреждён ({detail}). Сохраните его заново в программе, которая его открывает",
        "this {format} is damaged ({detail}). Save it anew in the program that opens it",
    ),
    Why.CUT: Text(
        "файл {format} обрывается. Скопируйте или скачайте его ещё раз",
        "this {format} breaks off. Copy or download it again",
    ),
    Why.ENCODING: Text(
        "кодировка названа {encoding}, но байт {byte} в ней ничего не значит. Сохраните файл в UTF-8",
        "it says that it is {encoding}, and is not at byte {byte}. Save it as UTF-8",
    ),
    Why.ENCRYPTED: Text(
        "документ закрыт паролем. Сохраните копию без пароля",
        "the document is locked with a password. Save a copy without one",
    ),
    Why.HALF: Text(
        "это UTF-8, но байт {byte} начинает букву, которой нет. Скопируйте файл целиком или сохраните его заново",
        "it is UTF-8 with half a letter at byte {byte}. Copy the whole file, or save it anew",
    ),
    Why.LARGE: Text(
        "в нём больше {limit} МБ. Разделите его на части",
        "it holds more than {limit} MB. Split it",
    ),
    Why.LONG: Text(
        "в нём {length} знаков, а сразу берётся {limit}. Разделите его на части или задайте --limit больше",
        "it has {length} characters, and {limit} are taken at once. Split it, or give a larger --limit",
    ),
    Why.MISSING: Text(
        "файлы {format} читает библиотека {library}, её нет. Поставьте: pip install 'sverka[files]'",
        "{format} is read by {library}, which is not there. Install it: pip install 'sverka[files]'",
    ),
    Why.NO_TEXT: Text(
        "в этом {format} нет текста, только картинки. Распознайте его и дайте текст",
        "this {format} has no text, pictures alone. Recognise them and give the text",
    ),
    Why.OLD_WORD: Text(
        "это документ Word до 2007 года. Сохраните его как docx",
        "it is a Word document from before 2007. Save it as docx",
    ),
    Why.PACKAGE: Text(
        "это архив, и он не docx и не odt. Распакуйте его и дайте то, что внутри",
        "it is an archive, neither docx nor odt. Unpack it and give what is inside",
    ),
    Why.SLOW: Text(
        "файл {format} не прочитан за {seconds} с. Сохраните его как txt",
        "this {format} was not read within {seconds} s. Save it as txt",
    ),
}


class Unreadable(SverkaError):
    """A file gives no text.

    Args:
        path: the file.
        why: the reason.
        facts: what the reason's words have blanks for.
    """

    def __init__(self, path: object, why: Why, **facts: Any) -> None:
        super().__init__(f"{path} cannot be read as text: {REASONS[why].en.format(**facts)}.")
        self.path = path
        self.why = why
        self.facts = facts

    @property
    def reason(self) -> str:
        """The reason in the language in use."""
        return REASONS[self.why].said(**self.facts)


class Refused(Exception):
    """A document gives no text; which file it was is known further out.

    Args:
        why: the reason.
        facts: what the reason's words have blanks for.
    """

    def __init__(self, why: Why, **facts: Any) -> None:
        super().__init__(why)
        self.why = why
        self.facts = facts
