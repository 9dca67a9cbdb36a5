"""Everything that the command line says, in both languages, each text once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["ru", "en"]


def language_of(environment: Mapping[str, str]) -> Language:
    """The language that the locale variables name: Russian where they ask for it, English elsewhere.

    Args:
        environment: variables by name.
    """
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    return "ru" if named.lower().startswith("ru") else "en"


class Speech:
    """The language in use, chosen once when the program starts."""

    language: Language = language_of(os.environ)


@dataclass(frozen=True, slots=True)
class Text:
    """One text; ``str()`` gives it in the language in use.

    Args:
        ru: in Russian.
        en: in English.
    """

    ru: str
    en: str

    def __str__(self) -> str:
        return self.ru if Speech.language == "ru" else self.en

    def said(self, **values: object) -> str:
        """The text with its ``{names}`` filled in."""
        return str(self).format(**values)


def percent(share: float) -> str:
    """A share with two digits, cut rather than rounded, so that 100 means all.

    Args:
        share: 0 to 100.
    """
    return f"{int(share * 100) / 100:.2f}"


ABOUT = Text(
    "Проверка текстов: совпадения, уникальность, контакты, показатели. Без сети.",
    "Text checks: common passages, uniqueness, contacts, figures. No network.",
)
COMMANDS = Text("команды", "commands")
ARGUMENTS = Text("что указать", "arguments")
OPTIONS = Text("настройки", "options")
USAGE = Text("вызов: ", "usage: ")
HELP = Text("показать эту справку и выйти", "show this help and exit")
VERSION = Text("показать версию и выйти", "show the version and exit")
JSON = Text("ответить одним объектом JSON", "answer with one JSON object")
COMPARE = Text("Найти, что из TEXT есть в SOURCE.", "Find what of TEXT stands in SOURCE.")
CONTACTS = Text(
    "Найти телефоны, почту, ссылки, мессенджеры и ники, в том числе замаскированные.",
    "Find phones, mail, links, messengers and handles, disguised ones too.",
)
KEYWORDS = Text("Найти фразы в любых грамматических формах.", "Find phrases in any grammatical form.")
SPELLING = Text(
    "Найти слова с ошибками: русские, украинские, английские.", "Find misspelled words: Russian, Ukrainian, English."
)
METRICS = Text("Посчитать знаки, слова, воду и тошноту.", "Count characters, words, water and nausea.")
INDEX = Text("Добавить тексты в корпус.", "Add texts to a corpus.")
CHECK = Text("Проверить уникальность текста по корпусу.", "Check how unique a text is against a corpus.")
FILE = Text(
    "файл: txt, docx, odt, rtf, pdf, html; - для стандартного ввода",
    "a file: txt, docx, odt, rtf, pdf, html; - for standard input",
)
PHRASES = Text("фразы, каждая в кавычках", "phrases, each in quotes")
SOURCE = Text("исходный текст", "the source")
JUDGED = Text("проверяемый текст", "the text that is judged")
PATHS = Text(
    "файлы и папки; в папках берутся txt, docx, odt, rtf, pdf, html",
    "files and folders; in folders, those in txt, docx, odt, rtf, pdf, html",
)
CORPUS = Text("папка корпуса", "the corpus' folder")
OWNER = Text("чьи это тексты", "whose texts they are")
WITHOUT = Text(
    "не считать тексты этого владельца; можно повторять", "leave out the texts of this owner; may be repeated"
)
PERCENT = Text(
    "Совпадает: {percent} % ({matched} из {words} слов)", "Matches: {percent} % ({matched} of {words} words)"
)
MISSPELLED = Text(
    "С ошибками: {percent} % ({count} из {words} слов)", "Misspelled: {percent} % ({count} of {words} words)"
)
UNCHECKED = Text(
    "Нет словаря, слова не проверены: {languages}. Поставьте sverka[uk].",
    "There is no dictionary, words were not checked: {languages}. Install sverka[uk].",
)
UNIQUE = Text("Уникальность: {unique} % ({words} слов)", "Unique: {unique} % ({words} words)")
REWRITE_UNIQUE = Text("С учётом рерайтинга: {unique} %", "Unique, rewriting counted: {unique} %")
SOURCE_LINE = Text(
    "  копии {percent:>6} %, рерайтинг {rewritten:>6} %  {key}",
    "  copied {percent:>6} %, rewritten {rewritten:>6} %  {key}",
)
NO_CONTACTS = Text("Контактов не найдено.", "No contacts found.")
INDEXED = Text(
    "Добавлено текстов: {count}, были и не изменились: {same}, не прочитано: {left}. В корпусе: {total}.",
    "Texts added: {count}, there and unchanged: {same}, not read: {left}. In the corpus: {total}.",
)
UNREADABLE = Text("Не прочитано: {path}: {why}.", "Not read: {path}: {why}.")
TEXT = Text("Показать текст файла: в нём считаются все места.", "Show the text of a file: all places count in it.")
NOT_FOUND = Text("Файл {path} не открывается: {why}. Проверьте имя.", "{path} cannot be opened: {why}. Check the name.")
FAILED = Text("Не получилось: {why}", "It did not work: {why}")
REPORT = Text("Сделать все проверки сразу.", "Run all checks at once.")
LIMIT = Text(
    "сколько знаков брать сразу, не больше ({limit}); время и память растут с длиной",
    "how many characters to take at once ({limit}); time and memory grow with them",
)
HTML = Text("записать отчёт в этот файл", "write the report to this file")
REPORT_TITLE = Text("Проверка текста", "Text check")
SOURCES_TITLE = Text("Источники и их места в тексте", "Sources, and where they stand in the text")
WHOLE = Text("все вместе", "all together")
CHECK_TITLE = Text("Проверка уникальности", "Uniqueness check")
PAIR_TITLE = Text("Сравнение текстов", "Two texts compared")
WRITTEN = Text("Отчёт записан: {path}", "The report was written: {path}")
MARKS = {
    "rewritten": Text("рерайтинг", "rewritten"),
    "copied": Text("есть в корпусе", "in the corpus"),
    "keyword": Text("фраза", "phrase"),
    "contact": Text("контакт", "contact"),
    "misspelled": Text("с ошибкой", "misspelled"),
}
KINDS = {
    "phone": Text("телефон", "phone"),
    "mail": Text("почта", "mail"),
    "link": Text("ссылка", "link"),
    "messenger": Text("мессенджер", "messenger"),
    "handle": Text("ник", "handle"),
}
FIGURES = {
    "characters": Text("знаков", "characters"),
    "characters_without_spaces": Text("знаков без пробелов", "characters without spaces"),
    "words": Text("слов", "words"),
    "unique_words": Text("разных слов", "different words"),
    "significant_words": Text("значимых слов", "significant words"),
    "sentences": Text("предложений", "sentences"),
    "water": Text("вода, %", "water, %"),
    "classic_nausea": Text("классическая тошнота", "classic nausea"),
    "academic_nausea": Text("академическая тошнота, %", "academic nausea, %"),
}
