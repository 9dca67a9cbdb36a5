"""Paid features of kworks: an operator offers them, everybody reads them."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from birzha.api.call import Call
from birzha.api.fields import Id
from birzha.api.paging import Everything, whole
from birzha.api.registry import endpoint
from birzha.api.views import Created, viewer
from birzha.errors import Invalid, NotFound
from birzha.people.model import ANYONE
from birzha.reference.commands import drop_feature, save_feature
from birzha.reference.model import HIGHEST_PRICE, LONGEST_DESCRIPTION, LONGEST_NAME
from birzha.reference.queries import features

FeatureKind = Literal["extra", "premium"]
FeatureName = Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME, description="название, от 1 до 128 знаков")]
About = Annotated[str, Meta(max_length=LONGEST_DESCRIPTION, description="описание, до 1000 знаков")]
FeaturePrice = Annotated[int, Meta(ge=0, le=HIGHEST_PRICE, description="копеек")]


class OfferedFeatureView(Struct, frozen=True):
    """A paid feature.

    Args:
        id: of the feature.
        name: as people read it.
        description: what it gives; may be empty.
        price: kopecks.
        kind: ``extra`` or ``premium``.
        public: whether it is shown among the public ones, too.
    """

    id: int
    name: str
    description: str
    price: int
    kind: FeatureKind
    public: bool


class OfferedFeature(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paid feature as an administrator writes it.

    Args:
        name: 1 to 128 characters.
        price: kopecks.
        kind: ``extra`` or ``premium``.
        description: up to 1000 characters.
        public: whether it is shown among the public ones, too.
    """

    name: FeatureName
    price: FeaturePrice
    kind: FeatureKind = "extra"
    description: About = ""
    public: bool = True


@endpoint("GET", "/features", role=ANYONE)
async def get_features(call: Call) -> Everything[OfferedFeatureView]:
    """Every paid feature, by id."""
    return whole(await call.market.ask(features), viewer(OfferedFeatureView))


@endpoint("POST", "/admin/features", save_feature, status=201, errors=(Invalid,))
async def post_feature(call: Call, *, body: OfferedFeature) -> Created:
    """Offer a paid feature."""
    return Created(await call.do(save_feature, **_fields(body)))


@endpoint("PUT", "/admin/features/{feature_id}", save_feature, status=204, errors=(Invalid, NotFound))
async def put_feature(call: Call, feature_id: Id, *, body: OfferedFeature) -> None:
    """Write a paid feature anew."""
    await call.do(save_feature, **_fields(body), feature_id=feature_id)


@endpoint("DELETE", "/admin/features/{feature_id}", drop_feature, status=204, errors=(NotFound,))
async def delete_feature(call: Call, feature_id: Id) -> None:
    """Offer a paid feature no more."""
    await call.do(drop_feature, feature_id)


def _fields(body: OfferedFeature) -> dict[str, Any]:
    return {name: getattr(body, name) for name in body.__struct_fields__}
