"""Reading a form with a file (RFC 7578) from a body that is already in memory and already bounded.

Starlette's own parser decodes bad text leniently, spools to temporary files and does not tell a body that breaks off from a whole
one; here a broken form is refused and a broken file is known to be broken.
"""

from dataclasses import dataclass, field

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from birzha.api.problems import INVALID, MALFORMED, Refused
from birzha.texts.uploads import Upload

MOST_PARTS = 32
"""How many parts a form may have; ours have at most a handful."""


@dataclass(slots=True)
class Form:
    """What a form carried.

    Args:
        fields: its text fields.
        upload: its file, sent as the part named ``file``.
    """

    fields: dict[str, str] = field(default_factory=dict)
    upload: Upload | None = None


@dataclass(slots=True)
class _Reader:
    form: Form = field(default_factory=Form)
    parts: int = 0
    whole: bool = False
    header: bytearray = field(default_factory=bytearray)
    value: bytearray = field(default_factory=bytearray)
    disposition: bytes = b""
    content: bytearray = field(default_factory=bytearray)

    def begin(self) -> None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise Refused(MALFORMED, f"В форме больше {MOST_PARTS} частей.")
        self.disposition, self.content = b"", bytearray()

    def header_name(self, data: bytes, start: int, end: int) -> None:
        self.header += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self.value += data[start:end]

    def header_end(self) -> None:
        if self.header.lower() == b"content-disposition":
            self.disposition = bytes(self.value)
        self.header, self.value = bytearray(), bytearray()

    def data(self, data: bytes, start: int, end: int) -> None:
        self.content += data[start:end]

    def end(self) -> None:
        self.keep(complete=True)

    def finish(self) -> None:
        self.whole = True

    def keep(self, *, complete: bool) -> None:
        """Put the part under way where it belongs.

        Raises:
            Refused: it has no name, a foreign one, or one that was there before.
        """
        _, options = parse_options_header(self.disposition)
        name = _text(options.get(b"name", b""))
        if b"filename" in options:
            if name != "file" or self.form.upload is not None:
                raise Refused(INVALID, "Форма принимает один файл в поле «file».", field=name)
            self.form.upload = Upload(_text(options[b"filename"]), bytes(self.content), complete)
        elif not name or name in self.form.fields:
            raise Refused(INVALID, "Поле формы без имени или прислано дважды.", field=name)
        elif complete:
            self.form.fields[name] = _text(bytes(self.content))


def read_form(content_type: str, body: bytes) -> Form:
    """Take a form apart.

    Args:
        content_type: the request's header, which names the boundary.
        body: all of it.

    Raises:
        Refused: it is no form, breaks off before a file began, or is not UTF-8.
    """
    boundary = parse_options_header(content_type)[1].get(b"boundary", b"")
    reader = _Reader()
    try:
        parser = MultipartParser(
            boundary,
            {
                "on_part_begin": reader.begin,
                "on_part_data": reader.data,
                "on_part_end": reader.end,
                "on_header_field": reader.header_name,
                "on_header_value": reader.header_value,
                "on_header_end": reader.header_end,
                "on_end": reader.finish,
            },
        )
        parser.write(body)
        parser.finalize()
    except FormParserError:
        raise Refused(MALFORMED, "Форма multipart/form-data составлена с ошибкой.") from None
    if not reader.whole:
        if not reader.disposition or b"filename" not in parse_options_header(reader.disposition)[1]:
            raise Refused(MALFORMED, "Форма multipart/form-data оборвана.")
        reader.keep(complete=False)
    return reader.form


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        raise Refused(MALFORMED, "Текст формы не в UTF-8.") from None
