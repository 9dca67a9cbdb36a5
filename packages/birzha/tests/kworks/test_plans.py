"""Lists of kworks run on indexes: none walks all kworks, and the orders of the catalogue sort nothing."""

import sqlite3

import pytest

from birzha.kworks.model import Sort
from birzha.kworks.tables import kworks as statements
from birzha.kworks.tables import lists, sales
from birzha.storage.open import sqlite_path
from birzha.storage.sqlite import as_json

COLUMN = {
    Sort.RECOMMEND: "recommended",
    Sort.PRICE_ASC: "price",
    Sort.PRICE_DESC: "price",
    Sort.RATING: "rating",
    Sort.REVIEWS: "reviews",
    Sort.NEWEST: "published_at",
}

IN_ORDER = {
    **{
        f"all by {sort}": (lists.catalogue_ids(sort, 0), f"COVERING INDEX ix_kwork_listed_{COLUMN[sort]}")
        for sort in Sort
    },
    **{
        f"one by {sort}": (lists.catalogue_ids(sort, 1), f"COVERING INDEX ix_kwork_category_{COLUMN[sort]}")
        for sort in Sort
    },
    "total": (lists.catalogue_total(0), "COVERING INDEX ix_kwork_listed"),
    "total of one": (lists.catalogue_total(1), "COVERING INDEX ix_kwork_category"),
    "total of several": (lists.catalogue_total(2), "COVERING INDEX ix_kwork_category"),
    "cards": (lists.CARDS, "PRIMARY KEY"),
    "to moderate": (lists.TO_MODERATE, "ix_kwork_moderation"),
    "own": (lists.own_kworks(state=False), "ix_kwork_seller"),
    "own in a state": (lists.own_kworks(state=True), "ix_kwork_seller"),
    "own counts": (statements.COUNT_OWN, "ix_kwork_seller"),
    "a file in use": (statements.IMAGE_IN_USE, "ix_kwork_image_key"),
    "pictures": (statements.IMAGES_OF, "ix_kwork_image_kwork_id_id"),
    "extras": (statements.FEATURES_OF, "ix_kwork_feature_kwork_id_id"),
    "a sale": (sales.SALE, "PRIMARY KEY"),
    "purchases": (sales.sales_of_party(as_customer=True, state=False), "ix_kwork_sale_customer_id_order_id"),
    "sales in a state": (sales.sales_of_party(as_customer=False, state=True), "ix_kwork_sale_seller_id_order_id"),
    "figures of sales": (sales.FIGURES, "ix_kwork_sale_kwork_id_order_id"),
    "viewed": (lists.VIEWED, "ix_kwork_view_person_id_viewed_at_kwork_id"),
}
SORTED = {
    "several": (lists.catalogue_ids(Sort.RATING, 2), "COVERING INDEX ix_kwork_"),
    "favourites": (lists.FAVOURITES, "sqlite_autoindex_kwork_favourite_1"),
}
PLANS = {**IN_ORDER, **SORTED}
LISTS = {"ids", "categories"}


@pytest.mark.parametrize("name", PLANS)
def test_plans(sqlite_url, name):
    """The index that each list is meant for serves it; those that come in order need no sort."""
    statement, index = PLANS[name]
    compiled = statement.compiled("sqlite")
    values = ["[1]" if each in LISTS else as_json(compiled.defaults.get(each, 1)) for each in compiled.names]
    connection = sqlite3.connect(sqlite_path(sqlite_url))
    steps = [row[-1] for row in connection.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", values)]
    connection.close()
    assert any(index in step for step in steps), steps
    assert not [step for step in steps if step in {"SCAN kwork", "SCAN person", "SCAN kwork_view"}], steps
    if name not in SORTED:
        assert not [step for step in steps if "TEMP B-TREE FOR ORDER BY" in step], steps
