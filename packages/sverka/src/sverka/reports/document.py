"""What every page of a report shares: one HTML file that loads nothing."""

from html import escape

from sverka import command_texts as say

_STYLE = """
:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin:1.5rem 0 .3rem}table{border-collapse:collapse;margin:.7rem 0}
td,th{padding:.1rem 1rem .1rem 0;vertical-align:middle;text-align:left;font-weight:normal}th{opacity:.7}
td.number{text-align:right;font-variant-numeric:tabular-nums}.name{overflow-wrap:anywhere}
.text{white-space:pre-wrap;overflow-wrap:anywhere;border-top:1px solid #8888;padding-top:1rem}
"""


def document(title: str, style: str, body: str) -> str:
    """The file.

    Args:
        title: of the page.
        style: its own rules.
        body: its HTML.
    """
    shown = escape(title)
    return (
        f'<!DOCTYPE html>\n<html lang="{say.Speech.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{shown}</title><style>{_STYLE}{style.strip()}\n</style></head>\n'
        f"<body><h1>{shown}</h1>\n{body}\n</body></html>\n"
    )


def safe(text: str) -> str:
    """A text as HTML that can be written as UTF-8, whatever it holds.

    Args:
        text: any text.
    """
    return escape(text.encode("utf-8", "replace").decode("utf-8").replace("\0", "�"))
