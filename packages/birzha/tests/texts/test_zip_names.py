"""Archives are looked into and never unpacked: bombs cost what their bytes cost."""

import io
import struct
import time
import tracemalloc
import zipfile
from contextlib import suppress

import pytest

from birzha.errors import FileBadType
from birzha.texts.uploads import LARGEST_FILE, Upload, check_upload
from birzha.texts.zip_names import MOST_ENTRIES, zip_names

WORD = "word/document.xml"


def archive(*names, content=b"x", before=b""):
    output = io.BytesIO()
    output.write(before)
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, content)
    return output.getvalue()


def directory_of(entries, *, name=b"a", claimed=None):
    """An archive that is nothing but its directory."""
    entry = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0)
    directory, start = (entry + name) * entries, b"PK\x03\x04" + b"\0" * 26
    count = min(entries, 0xFFFF)
    size = len(directory) if claimed is None else claimed
    return start + directory + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, size, len(start), 0)


def test_names_in_the_order_of_the_directory():
    """Names as they were written, Cyrillic too, with a comment at the end and a program before the archive."""
    names = ["[Content_Types].xml", WORD, "статья/ёж.txt"]
    for before in (b"", b"MZ a program that unpacks itself"):
        assert list(zip_names(archive(*names, before=before))) == names
    commented = io.BytesIO(archive(*names))
    with zipfile.ZipFile(commented, "a") as made:
        made.comment = b"c" * 0xFFFF
    assert list(zip_names(commented.getvalue())) == names


@pytest.mark.parametrize("cut", range(1, 23))
def test_a_broken_end_has_no_names(cut):
    """Without a whole end record nothing is believed."""
    assert list(zip_names(archive(WORD)[:-cut])) == []


@pytest.mark.parametrize("claimed", [0, 1, 0xFFFFFFFF])
def test_a_directory_that_lies_about_its_size(claimed):
    """A size that cannot be ends the names and is no accident."""
    assert len(list(zip_names(directory_of(3, claimed=claimed)))) <= 3


def test_so_many_entries_and_no_more():
    """The last entry within the limit is found, the first beyond it is not."""
    fillers = ["a"] * (MOST_ENTRIES - 1)
    assert len(list(zip_names(directory_of(MOST_ENTRIES + 1)))) == MOST_ENTRIES
    with pytest.warns(UserWarning, match="Duplicate name"):
        last, beyond = archive(*fillers, WORD), archive(*fillers, "b", WORD)
    assert check_upload(Upload("x.docx", last)).extension == "docx"
    with pytest.raises(FileBadType):
        check_upload(Upload("x.docx", beyond))


def bombs():
    """Archives that would fill memory or time if somebody believed them."""
    ratio = archive(WORD, content=b"\0" * 200_000_000)
    nested = archive("a.zip", content=archive("b.zip", content=archive("c.zip", content=ratio)))
    entries = directory_of((LARGEST_FILE - 200) // 47)
    return {
        "two hundred megabytes in a few kilobytes": ("x.docx", ratio),
        "an archive in an archive": ("x.zip", nested),
        "two hundred thousand entries": ("x.xlsx", entries),
        "a name of sixty thousand characters each": ("x.docx", directory_of(150, name=b"n" * 0xFFFF)),
    }


def test_bombs_cost_what_their_bytes_cost():
    """Neither a high ratio nor nesting nor a huge directory takes a quarter of a second or two megabytes."""
    for what, (name, content) in bombs().items():
        upload = Upload(name, content)
        assert spent(upload) < 0.25, what
        tracemalloc.start()
        spent(upload)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 2_000_000, what


def spent(upload):
    """Seconds of processor time that examining takes, the better of two; other programs run beside this one."""
    times = []
    for _ in range(2):
        started = time.process_time()
        with suppress(FileBadType):
            check_upload(upload)
        times.append(time.process_time() - started)
    return min(times)
