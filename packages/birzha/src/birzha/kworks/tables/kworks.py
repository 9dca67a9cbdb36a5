"""Statements on kworks themselves: reading one, storing it, its extras and pictures, its end."""

from dataclasses import fields

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.sql.expression import literal_column

from birzha.kworks.model import Feature, Image, Kwork
from birzha.kworks.tables.rows import kwork, kwork_favourite, kwork_feature, kwork_image, kwork_view
from birzha.orders.tables import dropped_file
from birzha.orders.tables.orders import fixed
from birzha.people.tables import person
from birzha.storage.statement import Statement, among, insert_into, put_into, select_into

_KWORK = kwork.c
_THIS = _KWORK.id == bindparam("kwork_id")

COLUMNS = tuple(each.name for each in fields(Kwork) if each.name != "id")
"""Every column that a new kwork is stored with."""

_ONE = select_into(Kwork, kwork).where(_THIS)
KWORK = Statement(_ONE, Kwork)
LOCK_KWORK = Statement(_ONE.with_for_update(), Kwork)
_PUBLIC = _ONE.where(_KWORK.state == fixed(3), _KWORK.shown == fixed(1))
PUBLIC_KWORK = Statement(_PUBLIC, Kwork)
"""A kwork of the catalogue."""
LOCK_PUBLIC_KWORK = Statement(_PUBLIC.with_for_update(key_share=True), Kwork)

PUT_KWORK = insert_into(kwork, int, *COLUMNS)
EDIT_KWORK = Statement(
    update(kwork)
    .where(_THIS, _KWORK.state == bindparam("old_state"))
    .values({name: bindparam(f"new_{name}") for name in COLUMNS if name not in {"seller_id", "images"}})
)
"""Stores a kwork, if it still stands where it stood."""
LOCK_PERSON: Statement[int] = Statement(
    select(person.c.id).where(person.c.id == bindparam("person")).with_for_update(key_share=True), int
)
"""Held until the end, so that what a person has is counted and added to by one transaction at a time."""
SHOW_KWORKS_OF = Statement(
    update(kwork)
    .where(_KWORK.seller_id == bindparam("seller"), _KWORK.shown != bindparam("new_shown"))
    .values(shown=bindparam("new_shown"))
)
COUNT_OWN = Statement(
    select(_KWORK.state, func.count().label("kworks"))
    .where(_KWORK.seller_id == bindparam("seller"), _KWORK.state < fixed(6))
    .group_by(_KWORK.state)
)

# Paid extras.

FEATURES_OF = Statement(
    select_into(Feature, kwork_feature)
    .where(kwork_feature.c.kwork_id == bindparam("kwork_id"))
    .order_by(kwork_feature.c.id),
    Feature,
)
DROP_FEATURES = Statement(delete(kwork_feature).where(kwork_feature.c.kwork_id == bindparam("kwork_id")))
PUT_FEATURE = put_into(kwork_feature, "kwork_id", "name", "price", "days")

# Pictures.

PUT_IMAGE = insert_into(kwork_image, int, "kwork_id", "key", "name", "size", "content_type", "width", "height")
_IMAGES = select_into(Image, kwork_image).order_by(kwork_image.c.kwork_id, kwork_image.c.id)
IMAGES_OF = Statement(_IMAGES.where(among(kwork_image.c.kwork_id, "ids")), Image)
_IMAGE = _IMAGES.where(kwork_image.c.id == bindparam("image_id"))
IMAGE = Statement(_IMAGE, Image)
SHOWN_IMAGE = Statement(_IMAGE.join(kwork, _KWORK.id == kwork_image.c.kwork_id).where(_KWORK.shown == fixed(1)), Image)
"""A picture, unless its seller is shut out or works no more."""
DROP_IMAGE = Statement(delete(kwork_image).where(kwork_image.c.id == bindparam("image_id")))
COUNT_IMAGES = Statement(
    update(kwork)
    .where(_THIS, _KWORK.images + bindparam("more") <= bindparam("most"))
    .values(images=_KWORK.images + bindparam("more"))
)
"""Counts a picture more or less, if there may be as many."""
IMAGE_IN_USE = Statement(select(literal_column("1")).where(kwork_image.c.key == bindparam("file")))
DROP_IMAGE_FILES = Statement(
    insert(dropped_file).from_select(
        ["key", "since"],
        select(kwork_image.c.key, bindparam("moment", type_=dropped_file.c.since.type)).where(
            kwork_image.c.kwork_id == bindparam("kwork_id")
        ),
    )
)

DROP_LEAVES = (
    DROP_FEATURES,
    Statement(delete(kwork_image).where(kwork_image.c.kwork_id == bindparam("kwork_id"))),
    Statement(delete(kwork_favourite).where(kwork_favourite.c.kwork_id == bindparam("kwork_id"))),
    Statement(delete(kwork_view).where(kwork_view.c.kwork_id == bindparam("kwork_id"))),
    Statement(update(kwork).where(_THIS).values(images=fixed(0))),
)
"""Removes what hangs on a kwork; its own row stays, for whoever has bought it."""
