"""``categories.*``."""

from birzha.dialects.etxt.registry import Answer, Call, handles
from birzha.reference.queries import categories


@handles("categories.listCategories")
async def list_categories(call: Call) -> Answer:
    """Every category, by name."""
    number = call.style.number
    return [
        {
            "id_category": number(each.id),
            "id_parent": number(each.parent_id),
            "name": each.name,
            "keyword": each.keyword,
        }
        for each in await call.market.ask(categories)
    ]
