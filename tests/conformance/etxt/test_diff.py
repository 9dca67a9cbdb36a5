"""diff.compareText, as anybody's program sees it."""

SOURCE = "Ржаной хлеб пекут из ржаной муки, воды и закваски."
CHANGED = "Белый хлеб пекут из пшеничной муки, воды и дрожжей."


async def test_a_comparison(styled, documented):
    """The three documented fields: percent as a number, both texts with what matches in spans."""
    answer = await styled.performer.client.post("diff.compareText", source=SOURCE, text=CHANGED)
    assert set(answer) == set(documented["diff.compareText"]["fields"])
    assert answer == {
        "result": styled.n(66),
        "text": 'Белый <span class="match">хлеб пекут из</span> пшеничной <span class="match">муки, воды и</span> дрожжей.',
        "source": 'Ржаной <span class="match">хлеб пекут из</span> ржаной <span class="match">муки, воды и</span> закваски.',
    }


async def test_the_ends_of_the_scale(stage):
    """The same text is 100, a wholly other one 0 and unmarked."""
    client = stage.customer.client
    assert (await client.post("diff.compareText", source=SOURCE, text=SOURCE))["result"] == "100"
    other = "Совсем иные слова стоят здесь и ничего общего нет."
    answer = await client.get("diff.compareText", source=SOURCE, text=other)
    assert answer == {"result": "0", "text": other, "source": SOURCE}


async def test_markup_is_escaped(stage):
    """What people wrote as markup comes back as text."""
    sly = f"<script>alert('x')</script> & {SOURCE}"
    answer = await stage.customer.client.post("diff.compareText", source=sly, text=SOURCE)
    assert answer["source"].startswith("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; <span")
    assert answer["text"] == f'<span class="match">{SOURCE[:-1]}</span>.'


async def test_lengths(stage):
    """30 to 20,000 characters each, counted as code points; one more or fewer is refused, and texts of spaces are texts."""
    client, before = stage.customer.client, await stage.dump()
    for length, fits in ((29, False), (30, True), (20_000, True), (20_001, False)):
        for changed in ("source", "text"):
            texts = {"source": "я" * 30, "text": "я" * 30, changed: "😀" * length}
            answer = await client.post("diff.compareText", **texts)
            assert ("error" not in answer) is fits, (length, changed)
            assert fits or answer == {"error": "no_params"}
    spaces = await client.post("diff.compareText", source=" " * 30, text="\t" * 30)
    assert spaces == {"result": "0", "text": "\t" * 30, "source": " " * 30}
    assert await stage.dump() == before
