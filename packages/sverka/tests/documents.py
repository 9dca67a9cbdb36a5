"""Documents for the tests, written by hand: small ones of every format, and those that mean harm."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
LINES = ("Про кота", "Кот спал на окне целый день и никого не ждал.")
SAID = "\n".join(LINES)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def word(body: str = "", *, before: str = "", more: dict[str, str | bytes] | None = None) -> bytes:
    body = body or "".join(
        f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>{each}</w:t></w:r></w:p>" for each in LINES
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships><Relationship Type="{office}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
    }
    return zipped(parts | (more or {}))


def opened(body: str = "", *, manifest: str = "<manifest/>") -> bytes:
    body = body or "".join(f"<text:p>{each}</text:p>\n" for each in LINES)
    spaces = f'xmlns:office="{OFFICE}" xmlns:text="{TEXT}"'
    content = f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>"
    return zipped({"mimetype": "", "META-INF/manifest.xml": manifest, "content.xml": content})


def rich(text: str = SAID) -> bytes:
    signs = "".join("\\par " if each == "\n" else f"\\'{each.encode('cp1251').hex()}" for each in text)
    return f"{{\\rtf1\\ansi\\ansicpg1251 {{\\fonttbl{{\\f0 Times;}}}}{signs}}}".encode()


def page(text: str = SAID) -> bytes:
    shown = "".join(f"<p>{each}</p>" for each in text.split("\n"))
    return f"<!DOCTYPE html><head><title>нет</title></head><script>нет</script>{shown}".encode()


def portable(lines: tuple[str, ...] = LINES, content: bytes | None = None) -> bytes:
    """A pdf of one page whose font is not there, with a table from its codes to letters."""
    letters = sorted(set("".join(lines)))
    table = "".join(f"<{code:04x}> <{ord(each):04x}>\n" for code, each in enumerate(letters, 1))
    drawn = "".join(f"<{''.join(f'{letters.index(each) + 1:04x}' for each in line)}> Tj 0 -40 Td " for line in lines)
    cmap = f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange {len(letters)} beginbfchar\n{table}endbfchar endcmap"
    streams = [cmap.encode(), content or f"BT /F 12 Tf 50 700 Td {drawn}ET".encode()]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 7 0 R/Resources<</Font<</F 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/Arial/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 6 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Arial/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        *(b"<</Length %d>>stream\n%s\nendstream" % (len(each), each) for each in streams),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, each)
    table_at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table_at)


WRITTEN = {
    "docx": word(),
    "odt": opened(),
    "rtf": rich(),
    "html": page(),
    "pdf": portable(),
    "txt": SAID.encode("koi8-r"),
}
