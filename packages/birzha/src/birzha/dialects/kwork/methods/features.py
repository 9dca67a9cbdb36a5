"""``reference.*``: the paid features that the operator offers."""

from typing import Any

from birzha.dialects.kwork import views
from birzha.dialects.kwork.registry import Answer, Call, handles
from birzha.reference.model import Feature
from birzha.reference.queries import features


@handles("reference.get_features")
async def get_features(call: Call) -> Answer:
    """Every paid feature, by id."""
    return {"features": [_feature(each) for each in await call.market.ask(features)]}


@handles("reference.get_public_features")
async def get_public_features(call: Call) -> Answer:
    """The paid features that are marked public."""
    return {"features": [_feature(each) for each in await call.market.ask(features, public=True)]}


def _feature(found: Feature) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.name,
        "description": found.description or None,
        "price": views.roubles(found.price),
        "type": found.kind,
    }
