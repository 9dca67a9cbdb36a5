"""The page where figures are kept: a head, and a section for each benchmark that has one of its own."""

from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "en" / "benchmarks.md"
MARK = "\n## "


def keep_head(text: str) -> None:
    """Put the page's head anew; sections stay."""
    _, mark, sections = _page(PAGE).partition(MARK)
    PAGE.write_text(f"{text.rstrip()}\n{mark}{sections}", encoding="utf-8")


def keep_section(title: str, text: str, page: Path = PAGE) -> None:
    """Put one section of a page anew, or at the end."""
    head, *sections = _page(page).split(MARK)
    new = f"{title}\n\n{text.rstrip()}\n"
    found = [n for n, each in enumerate(sections) if each.partition("\n")[0] == title]
    if found:
        sections[found[0]] = new
    else:
        sections.append(new)
    page.write_text(MARK.join([f"{head.rstrip()}\n", *(f"{each.rstrip()}\n" for each in sections)]), encoding="utf-8")


def _page(page: Path) -> str:
    return page.read_text(encoding="utf-8") if page.exists() else ""
