"""Ways to reach a person that a text gives: phones, mail, links, messengers, handles, also disguised."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sverka.contact.cued import cued, named, spelled
from sverka.contact.links import hints, links, mails
from sverka.contact.people import handles, messengers
from sverka.contact.phones import phones
from sverka.contact.said import said
from sverka.contact.text import Plain, plain


class Kind(StrEnum):
    """What kind of contact."""

    PHONE = "phone"
    MAIL = "mail"
    LINK = "link"
    MESSENGER = "messenger"
    HANDLE = "handle"


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact that was found.

    Args:
        kind: which kind.
        start: its first character in the text as it was given.
        end: the character after its last.
        text: what stands there.
        plain: the same as it was read: folded, spaces of spaced-out words taken away.
        addressed: whether it says where: «пишите в телеграм» does not.
    """

    kind: Kind
    start: int
    end: int
    text: str
    plain: str
    addressed: bool = True


def contacts(text: str) -> list[Contact]:
    """Finds the contacts of a text, in its order; none overlaps another.

    Args:
        text: any text; the time grows with its length.
    """
    found: list[Contact] = []
    taken = bytearray(len(text))
    for each in sorted(_all(text), key=lambda each: (not each.addressed, _RANK[each.kind], each.start, -each.end)):
        if 1 in taken[each.start : each.end]:
            continue
        taken[each.start : each.end] = b"\1" * (each.end - each.start)
        found.append(each)
    return sorted(found, key=lambda each: each.start)


# A mail address holds what looks like a link and a handle; a phone behind a messenger's name stays a phone.
_RANK = {Kind.MAIL: 0, Kind.PHONE: 1, Kind.LINK: 2, Kind.MESSENGER: 3, Kind.HANDLE: 4}


def _all(text: str) -> Iterator[Contact]:
    """What the text says as it stands, and as it reads with the signs that it says in words."""
    whole = plain(text)
    for reading in (whole, *said(whole)):
        for kind, start, end, addressed in _places(reading, text):
            begin, stop = reading.span(start, end)
            yield Contact(kind, begin, stop, text[begin:stop], reading.text[start:end], addressed)


def _places(whole: Plain, text: str) -> Iterator[tuple[Kind, int, int, bool]]:
    ends = hints(whole)
    yield from ((Kind.MAIL, start, end, True) for start, end in mails(whole, ends))
    yield from ((Kind.MESSENGER if known else Kind.LINK, start, end, True) for start, end, known in links(whole, ends))
    yield from ((Kind.PHONE, start, end, True) for start, end in phones(whole))
    yield from ((Kind.MESSENGER, start, end, addressed) for start, end, addressed in messengers(whole))
    yield from ((Kind.HANDLE, start, end, True) for start, end in handles(whole))
    yield from ((Kind.HANDLE, start, end, True) for start, end in cued(whole))
    yield from ((Kind.HANDLE, start, end, True) for start, end in named(whole, text))
    yield from ((Kind.HANDLE, start, end, True) for start, end in spelled(whole))
