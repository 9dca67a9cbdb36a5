"""Draw the descriptions of the sandbox's own articles, which its start has no time for.

Run it when articles.toml or the drawing has changed: .venv/bin/python tools/seed_pictures.py
"""

from birzha.articles.picture import draw
from birzha.sandbox.seed import read_seed
from birzha.sandbox.seed_articles import PICTURES


def main() -> None:
    """Write a picture for each article, and remove those of articles that are gone."""
    PICTURES.mkdir(exist_ok=True)
    wanted = {f"{each.picture}.png": draw(each.description) for each in read_seed().articles}
    for path in PICTURES.iterdir():
        if path.name not in wanted:
            path.unlink()
    for name, content in wanted.items():
        (PICTURES / name).write_bytes(content)


if __name__ == "__main__":
    main()
