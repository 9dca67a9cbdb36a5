"""``birzha demo`` as a person meets it."""

import re
from decimal import Decimal

from birzha.sandbox.seed import read_seed


def test_the_story_ends_well(birzha):
    """Exit code 0, every step in the table, and a last line whose sums agree."""
    played = birzha("demo", LANG="ru_RU.UTF-8")
    assert (played.returncode, played.stderr) == (0, ""), played.stderr
    told = played.stdout.replace("\u00a0", " ")
    for words in (
        *("Ржаной хлеб", "Отложено", "не менее 90 %", "62 %", "96 %", "просрочен", "копирует", "Ревизор"),
        *(
            "Действие второе",
            "Марта читает",
            "ищет «калиной»",
            "за 315,00 ₽",
            "270,00 ₽",
            "45,00 ₽",
            "архив ZIP",
            "Действие третье",
            "Марта публикует",
            "отложено 892,50 ₽",
            "765,00 ₽",
            "рейтинг вырос до 5,0",
            "projects.get_list()",
            "│ 29 │",
        ),
    ):
        assert words in told, words
    last = told.rstrip().rpartition("\n")[2]
    shape = r"Итого: у людей ([\d ,]+) ₽ \+ отложено ([\d ,]+) ₽ \+ у биржи ([\d ,]+) ₽ = внесено ([\d ,]+) ₽\."
    people, held, fee, brought = [
        Decimal(each.replace(" ", "").replace(",", ".")) for each in re.fullmatch(shape, last).groups()
    ]
    assert people + held + fee == brought == sum(Decimal(each.balance) for each in read_seed().people)
    assert fee > 0


def test_a_text_of_ones_own_is_taken(tmp_path, birzha):
    """``--text`` plays with the user's article, ``--lang`` in English; the length makes the price."""
    own = tmp_path / "статья моя.txt"
    own.write_text("Слово за слово. " * 500, encoding="utf-8")
    played = birzha("demo", "--text", str(own), "--lang", "en")
    assert played.returncode == 0, played.stderr
    assert "7999 characters" in played.stdout
    assert "The auditor has checked" in played.stdout
