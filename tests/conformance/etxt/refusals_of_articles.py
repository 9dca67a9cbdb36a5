"""Rows of test_refusals.py: articles. Written from the documentation and its reference (§7)."""

from . import stall

NP, NO, NA, ML = "no_params", "no_object", "no_access", "max_limit"


def bad(name, code, *values):
    return [({name: value}, code) for value in values]


NOT_IDS = (None, "", "0", "-1", "1.5", "abc", str(2**63))
PAGE = bad("count", NP, "x", ["1"]) + bad("from", NP, "-1", "x", str(2**63))
TOO_MANY = [str(number) for number in range(1, 1002)]

BASE = {
    "articles.getList": {"id": "{article}"},
    "articles.buy": {"id": "{article}"},
    "articles.getText": {"id": "{bought}"},
    "articles.download": {"id": "{bought}"},
    "articles_archive.getList": {},
    "articles_archive.getText": {"id": "{kept}"},
    "articles_archive.download": {"id": "{kept}"},
}


def batch(*others):
    """Cases of a list of ids: none is, and none of these is, the caller's on that side of the archive."""
    return [
        *bad("id", NP, *NOT_IDS, ["1", "x"]),
        *bad("id", ML, TOO_MANY),
        *bad("id", NO, "999999", "{article}", "{article_draft}", *others),
        *bad("id", NO, ["{article}", "999999"]),
    ]


CASES = {
    "articles.getList": [
        *PAGE,
        *bad("id_user", NP, "0", "-1", "x"),
        *bad("id_user", NO, "999999", "{customer}"),
        *bad("id_category", NP, "0", "-1", "x"),
        *bad("id_category", NO, "999999", "294"),
        *bad("subcat", NP, "2", "x"),
        *bad("id_subtype", NP, "0", "11", "x"),
        *bad("id_subtype", NO, "10"),
        *bad("id_folder", NP, "-1", "x"),
        ({"id": "{bought}", "filter": "1", "id_folder": "{folder}"}, NO),
        ({"filter": "1"}, NO),
        ({"id": "{their_bought}", "filter": "1"}, NO),
        ({"id": "{kept}", "filter": "1"}, NO),
        *bad("basket", NP, "2", "-1", "x"),
        *bad("basket", NO, "1"),
        *bad("id", NP, "0", "-1", "1.5", "abc", str(2**63)),
        *bad("id", NO, "999999", "{bought}", "{their_bought}", "{kept}", "{article_draft}"),
        *bad("text", NP, "a" * 41, ["a"]),
        *bad("text", NO, "слон"),
        *bad("text_type", NP, "text", "x", ["title"]),
        *bad("price_from", NP, "-1", "x", "1.555", "1e3"),
        *bad("price_from", NO, "105.01"),
        *bad("price_to", NP, "-1", "x"),
        *bad("price_to", NO, "104.99"),
        *bad("price_type", NP, ["1"]),
        *bad("size_from", NP, "-1", "x"),
        *bad("size_from", NO, "19"),
        *bad("size_to", NP, "-1", "x"),
        *bad("size_to", NO, "17"),
        *bad("uniq_from", NP, "-1", "101", "x"),
        *bad("uniq_from", NO, "1"),
        *bad("uniq_to", NP, "-1", "101", "x"),
        *bad("min_rate", NP, "-1001", "100001", "x"),
        *bad("min_rate", NO, "99999"),
        *bad("sort", NP, "rate", "DATE", ["date"]),
        *bad("order", NP, "up", "DESC", ["asc"]),
        ({"from": "1"}, NO),
    ],
    "articles.buy": [
        *bad("id", NP, *NOT_IDS, ["1", "2"]),
        *bad("id", NO, "999999", "{bought}", "{their_bought}", "{kept}", "{article_draft}"),
    ],
    "articles.getText": batch("{their_bought}", "{kept}"),
    "articles.download": batch("{their_bought}", "{kept}"),
    "articles_archive.getList": [
        *PAGE,
        *bad("id_user", NP, "0", "-1", "x"),
        *bad("id_user", NO, "999999"),
        *bad("id_subtype", NP, "0", "11", "x"),
        *bad("id_subtype", NO, "10"),
        *bad("order", NP, "up", "DESC", ["asc"]),
        *bad("id_category", NP, "0", "-1", "x"),
        *bad("id_category", NO, "999999", "294"),
        *bad("subcat", NP, "2", "x"),
        *bad("text", NP, "a" * 41, ["a"]),
        *bad("text", NO, "слон"),
        ({"from": "1"}, NO),
    ],
    "articles_archive.getText": batch("{bought}", "{their_kept}"),
    "articles_archive.download": batch("{bought}", "{their_kept}"),
}

NO_REFUSALS = {
    "articles.getList": {
        "filter": "anything but 1 shows what is on sale",
        "id_language": "a wrong one is not applied",
    },
}


async def settle(stage, ids):
    """An article on sale and a draft; for each customer one that is bought and one that is archived."""
    for prefix, login in (("their_", "rival"), ("", "customer")):
        ids[prefix + "bought"] = await stall.bought(stage, by=login)
        ids[prefix + "kept"] = await stall.archived(stage, by=login)
    ids["article"], ids["article_draft"] = await stall.on_sale(stage), await stall.draft(stage)
