"""What a customer may set: every limit on both sides, every contradiction, every default."""

from dataclasses import fields, replace

import pytest

from birzha.clock import DAY
from birzha.errors import Invalid, LimitExceeded
from birzha.orders.model import (
    UNSET,
    Order,
    OrderChanges,
    State,
    StoredFile,
    blank_order,
    check_allowances,
    latest_deadline,
    merged,
    public_texts,
    validate_changes,
)

LEAST = {"title": "т", "price": 1, "size": 1, "category_id": 1911}
BIG = 2**63 - 1

LIMITS = [
    ("price", 0, 100_000_000_000),
    ("price_type", 1, 2),
    ("size", 0, 2**31 - 1),
    ("work_type", 1, 4),
    ("subtype", 0, 6),
    ("level", 0, 3),
    ("category_id", 1, BIG),
    ("folder_id", 0, BIG),
    ("uniq", 0, 100),
    ("target", 1, 3),
    ("target_id", 0, BIG),
    ("language_from", 0, BIG),
    ("language_to", 0, BIG),
    ("multicount", 0, BIG),
    ("auto_rate", -BIG, BIG),
    ("auto_reports", 0, BIG),
    ("auto_reports_n", 0, BIG),
    ("auto_level", 0, 3),
    ("robot", -1, 1),
    *((flag, 0, 1) for flag in (
        "public", "whitespaces", "checksize", "multitask", "multione", "auto_work", "only_stars", "attestat", "diplom",
        "locate", "notify_group",
    )),
]  # fmt: skip
TEXTS = [("title", 512), ("description", 10_000), ("text", 40_000), ("keywords", 10_000)]


def check(now, rules, *, new=False, **values):
    validate_changes(OrderChanges(**values), now, rules, new=new)


def refused(now, rules, *, new=False, **values) -> str:
    with pytest.raises(Invalid) as error:
        check(now, rules, new=new, **values)
    return error.value.field


def test_every_field_has_limits():
    """No field of an order can be set without a rule of its own."""
    known = {name for name, *_ in LIMITS} | {name for name, _ in TEXTS} | {"deadline", "file"}
    assert known == {each.name for each in fields(OrderChanges)}


@pytest.mark.parametrize(("field", "least", "most"), LIMITS)
def test_numbers(now, rules, field, least, most):
    """The least and the most are taken, one beyond is refused by its field's name."""
    check(now, rules, **{field: least})
    check(now, rules, **{field: most})
    assert refused(now, rules, **{field: least - 1}) == field
    assert refused(now, rules, **{field: most + 1}) == field


@pytest.mark.parametrize(("field", "most"), TEXTS)
def test_texts(now, rules, field, most):
    """The longest text is taken, one character more is refused, not cut."""
    check(now, rules, **{field: "т" * most})
    assert refused(now, rules, **{field: "т" * (most + 1)}) == field
    assert refused(now, rules, **{field: "т\0"}) == field


@pytest.mark.parametrize("field", ["description", "text", "keywords"])
def test_texts_that_may_be_empty(now, rules, field):
    """Everything but the title may be emptied."""
    check(now, rules, **{field: ""})


@pytest.mark.parametrize("title", ["", "  \n"])
def test_a_title_says_something(now, rules, title):
    """Nothing, and nothing but spaces, are refused."""
    assert refused(now, rules, title=title) == "title"


@pytest.mark.parametrize("field", [each.name for each in fields(OrderChanges)])
def test_what_none_clears(now, rules, field):
    """Only three fields can be cleared."""
    if field in {"uniq", "auto_reports_n", "file"}:
        check(now, rules, **{field: None})
    else:
        assert refused(now, rules, **{field: None}) == field


def test_deadlines(now, rules):
    """A given deadline is ahead and within ninety days."""
    latest = latest_deadline(now, rules)
    check(now, rules, deadline=now + 1)
    check(now, rules, deadline=latest)
    assert refused(now, rules, deadline=now) == "deadline"
    assert refused(now, rules, deadline=latest + 1) == "deadline"


def test_what_a_new_order_must_have(now, rules):
    """Title, price and category; size or text. An edit needs none of them."""
    check(now, rules, new=True, **LEAST)
    for field in ("title", "price", "category_id", "size"):
        rest = {name: value for name, value in LEAST.items() if name != field}
        assert refused(now, rules, new=True, **rest) == field
        check(now, rules, **rest)
    rest = {name: value for name, value in LEAST.items() if name != "size"}
    check(now, rules, new=True, **rest, text="т")
    check(now, rules, new=True, **rest, text="т", size=0)
    assert refused(now, rules, new=True, **rest, text="") == "size"
    assert refused(now, rules, new=True, **rest, size=0) == "size"
    check(now, rules, new=True, **{**LEAST, "price": 0})


def test_a_thousand_orders_of_a_multi_order(now):
    """A thousand are allowed, one more is over the allowance; not given is fine."""
    check_allowances(OrderChanges(multicount=1000))
    check_allowances(OrderChanges())
    with pytest.raises(LimitExceeded) as error:
        check_allowances(OrderChanges(multicount=1001))
    assert error.value.field == "multicount"


def test_texts_that_others_read():
    """The four texts, as far as they are given."""
    assert public_texts(OrderChanges(title="а", description="", keywords="в", price=1)) == {
        "title": "а",
        "description": "",
        "keywords": "в",
    }
    assert public_texts(OrderChanges(text="г")) == {"text": "г"}


def new_order(now, rules, **values) -> Order:
    return merged(blank_order(7, now, rules), OrderChanges(**{**LEAST, **values}), now, rules)


def test_defaults_of_a_new_order(now, rules):
    """What the documentation says of an order of which nothing but the obligatory is known."""
    order = new_order(now, rules)
    said = {
        "customer_id": 7,
        "created": now,
        "date": now,
        "title": "т",
        "work_type": 1,
        "deadline": now + 5 * DAY,
        "status": 1,
        "price": 1,
        "price_type": 1,
        "size": 1,
        "category_id": 1911,
        "target": 1,
        "uniq": None,
        "auto_reports_n": None,
        "description": "",
        "text": "",
        "keywords": "",
        "client_comment": "",
        "file_key": "",
        "file_name": "",
        "file_type": "",
    }
    for each in fields(Order):
        assert getattr(order, each.name) == said.get(each.name, 0), each.name


def test_an_edit_changes_what_it_names(make, now, rules):
    """Every field that is given is set; every other keeps its value; the order is new again."""
    before = make(State.WAITING, published_at=3, client_comment="сам", unassigned_at=4)
    same = merged(before, OrderChanges(), now + 9, rules)
    assert same == replace(before, date=now + 9)
    values = {
        "title": "Новый",
        "description": "о",
        "text": "и",
        "price": 3,
        "price_type": 2,
        "size": 4,
        "whitespaces": 1,
        "checksize": 1,
        "work_type": 2,
        "subtype": 5,
        "level": 2,
        "deadline": now + 100,
        "category_id": 294,
        "folder_id": 6,
        "uniq": 95,
        "target": 2,
        "target_id": 11,
        "keywords": "к",
        "language_from": 1,
        "language_to": 2,
        "multitask": 1,
        "multicount": 12,
        "multione": 1,
        "auto_work": 1,
        "auto_rate": 13,
        "auto_reports": 14,
        "auto_reports_n": 15,
        "auto_level": 3,
        "only_stars": 1,
        "diplom": 1,
        "robot": -1,
        "locate": 1,
    }
    after = merged(before, OrderChanges(**values, attestat=1), now, rules)
    assert after == replace(before, **values, attestation=1, date=now, full_price=3, quick=1)


def test_clearing(make, now, rules):
    """Uniqueness and the most bad reviews can be taken away, and 0 is not nothing."""
    order = make(uniq=50, auto_reports_n=3)
    assert merged(order, OrderChanges(uniq=None, auto_reports_n=None), now, rules).uniq is None
    cleared = merged(order, OrderChanges(uniq=0, auto_reports_n=0), now, rules)
    assert (cleared.uniq, cleared.auto_reports_n) == (0, 0)
    assert merged(order, OrderChanges(uniq=None, auto_reports_n=None), now, rules).auto_reports_n is None


def test_the_size_comes_from_the_text(make, now, rules):
    """Without a size the text's length counts, with or without its spaces."""
    assert new_order(now, rules, size=UNSET, text="а б в").size == 3
    assert new_order(now, rules, size=0, text="а б в", whitespaces=1).size == 5
    assert new_order(now, rules, size=9, text="а б в").size == 9
    order = make(text="а б в", size=50)
    assert merged(order, OrderChanges(text="а"), now, rules).size == 50
    assert merged(order, OrderChanges(size=0), now, rules).size == 3
    assert merged(order, OrderChanges(size=7), now, rules).size == 7
    for order, changes in ((make(), OrderChanges(size=0)), (make(text="  "), OrderChanges(size=0))):
        with pytest.raises(Invalid) as error:
            merged(order, changes, now, rules)
        assert error.value.field == "size"


def test_the_full_price_follows(make, now, rules):
    """Price, kind of price and size each change it; one too large for the books is refused."""
    order = make()
    assert merged(order, OrderChanges(size=2000), now, rules).full_price == 20_000
    assert merged(order, OrderChanges(price=1), now, rules).full_price == 1
    assert merged(order, OrderChanges(price_type=2), now, rules).full_price == 10_000
    largest = {"price": 10_000_000_000, "size": 1_000_000}
    assert merged(order, OrderChanges(**largest), now, rules).full_price == 10_000_000_000_000
    with pytest.raises(Invalid) as error:
        merged(order, OrderChanges(price=10_000_000_000, size=1_000_001), now, rules)
    assert error.value.field == "price"


def test_files_come_and_go(make, now, rules):
    """A file is attached, kept, replaced, taken away."""
    file = StoredFile(key="k", name="n.txt", size=3, content_type="text/plain", text="abc")
    order = merged(make(), OrderChanges(file=file), now, rules)
    assert (order.file_key, order.file_name, order.file_size, order.file_type) == ("k", "n.txt", 3, "text/plain")
    assert merged(order, OrderChanges(), now, rules).file_key == "k"
    gone = merged(order, OrderChanges(file=None), now, rules)
    assert (gone.file_key, gone.file_name, gone.file_size, gone.file_type) == ("", "", 0, "")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"work_type": 4}, "keywords"),
        ({"work_type": 4, "keywords": " "}, "keywords"),
        ({"work_type": 3}, "language_from"),
        ({"work_type": 3, "language_to": 2}, "language_from"),
        ({"work_type": 3, "language_from": 1}, "language_to"),
        ({"work_type": 3, "language_from": 2, "language_to": 2}, "language_to"),
        ({"target": 3}, "target_id"),
        ({"multitask": 1}, "multicount"),
        ({"multitask": 1, "multicount": 0}, "multicount"),
        ({"multitask": 1, "multicount": 2, "target": 3, "target_id": 8}, "multitask"),
        ({"attestat": 1}, "attestat"),
    ],
)
def test_contradictions(now, rules, values, field):
    """Fields that need one another, or exclude one another."""
    with pytest.raises(Invalid) as error:
        new_order(now, rules, **values)
    assert error.value.field == field


@pytest.mark.parametrize(
    "values",
    [
        {"work_type": 4, "keywords": "к"},
        {"work_type": 3, "language_from": 1, "language_to": 2},
        {"target": 3, "target_id": 8},
        {"target": 2, "target_id": 0},
        {"target": 2, "target_id": 4},
        {"multitask": 1, "multicount": 1},
        {"attestat": 1, "category_id": 390},
        {"work_type": 1, "keywords": "к", "language_from": 1, "text": "и"},
    ],
)
def test_no_contradictions(now, rules, values):
    """What belongs together is taken, and what a kind of work does not need does no harm."""
    order = new_order(now, rules, **values)
    for name, value in values.items():
        if name != "attestat":
            assert getattr(order, name) == value


def test_a_new_target_forgets_the_addressee(make, now, rules):
    """Another target forgets the addressee, for a person is no group and a group no person; the same one keeps it."""
    order = make(target=3, target_id=8)
    assert merged(order, OrderChanges(target=1), now, rules).target_id == 0
    assert merged(order, OrderChanges(target=2), now, rules).target_id == 0
    assert merged(order, OrderChanges(target=2, target_id=4), now, rules).target_id == 4
    assert merged(order, OrderChanges(target=3), now, rules).target_id == 8
    assert merged(order, OrderChanges(target=1, target_id=8), now, rules).target_id == 0
    with pytest.raises(Invalid):
        merged(make(target=2, target_id=4), OrderChanges(target=3), now, rules)


def test_what_is_no_multi_order_makes_none(make, now, rules):
    """Without the switch, the count and the limit to one are nothing."""
    order = new_order(now, rules, multicount=5, multione=1)
    assert (order.multitask, order.multicount, order.multione) == (0, 0, 0)
    multi = make(multitask=1, multicount=5, multione=1)
    plain = merged(multi, OrderChanges(multitask=0), now, rules)
    assert (plain.multicount, plain.multione) == (0, 0)


def test_an_exhausted_multi_order_may_be_edited(make, now, rules):
    """Its title can change while it makes nothing; a count of 0 cannot be asked for, nor a new multi-order without one."""
    order = make(multitask=1, multicount=0)
    assert merged(order, OrderChanges(title="я"), now, rules).multicount == 0
    assert merged(order, OrderChanges(multicount=1), now, rules).multicount == 1
    for before, changes in ((order, OrderChanges(multicount=0)), (make(), OrderChanges(multitask=1))):
        with pytest.raises(Invalid):
            merged(before, changes, now, rules)


@pytest.mark.parametrize(("category", "subject"), [(294, 1), (1838, 2), (390, 4), (371, 8)])
def test_attestation_follows_the_category(make, now, rules, category, subject):
    """Each of the four categories has its subject; an edit of the category asks for the new one."""
    assert new_order(now, rules, attestat=1, category_id=category).attestation == subject
    assert new_order(now, rules, attestat=0, category_id=category).attestation == 0
    assert merged(make(attestation=3), OrderChanges(category_id=category), now, rules).attestation == subject
    assert merged(make(category_id=category), OrderChanges(), now, rules).attestation == 0
    assert merged(make(attestation=subject), OrderChanges(attestat=0), now, rules).attestation == 0
    with pytest.raises(Invalid):
        merged(make(attestation=3), OrderChanges(category_id=1911), now, rules)


def test_quick_is_reckoned_at_each_save(make, now, rules):
    """A deadline within a day makes it quick, also one that was far when it was set."""
    assert merged(make(), OrderChanges(deadline=now + DAY), now, rules).quick == 1
    assert merged(make(), OrderChanges(deadline=now + DAY + 1), now, rules).quick == 0
    assert merged(make(), OrderChanges(), now + DAY, rules).quick == 1
    assert merged(make(quick=1), OrderChanges(), now, rules).quick == 0
