"""Ways to reach a person that a text gives: phones, mail, links, messengers, handles, also disguised."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sverka.contact.links import hints, links, mails
from sverka.contact.people import handles, messengers
from sverka.contact.phones import phones
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
    whole = plain(text)
    found: list[Contact] = []
    taken = bytearray(len(whole.text))
    for kind, start, end, addressed in sorted(_all(whole), key=lambda each: (not each[3], _RANK[each[0]], each[1])):
        if 1 in taken[start:end]:
            continue
        taken[start:end] = b"\1" * (end - start)
        begin, stop = whole.span(start, end)
        found.append(Contact(kind, begin, stop, text[begin:stop], whole.text[start:end], addressed))
    return sorted(found, key=lambda each: each.start)


# A mail address holds what looks like a link and a handle; a phone behind a messenger's name stays a phone.
_RANK = {Kind.MAIL: 0, Kind.PHONE: 1, Kind.LINK: 2, Kind.MESSENGER: 3, Kind.HANDLE: 4}


def _all(whole: Plain) -> Iterator[tuple[Kind, int, int, bool]]:
    ends = hints(whole)
    yield from ((Kind.MAIL, start, end, True) for start, end in mails(whole, ends))
    yield from ((Kind.MESSENGER if known else Kind.LINK, start, end, True) for start, end, known in links(whole, ends))
    yield from ((Kind.PHONE, start, end, True) for start, end in phones(whole))
    yield from ((Kind.MESSENGER, start, end, addressed) for start, end, addressed in messengers(whole))
    yield from ((Kind.HANDLE, start, end, True) for start, end in handles(whole))
