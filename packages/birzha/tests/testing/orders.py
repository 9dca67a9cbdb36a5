"""An order of a test, through whichever client."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

ARTICLE = "Ржаной хлеб пекут из ржаной муки, воды и закваски. " * 20


def wanted(now: datetime, **more: Any) -> dict[str, Any]:
    """The arguments of ``save_task`` for an article of 55 roubles that anybody may take."""
    return {
        "title": "Ржаной хлеб дома",
        "description": "Нужна статья о закваске.",
        "price": Decimal(55),
        "size": 1000,
        "id_category": 254,
        "public": True,
        "whitespaces": True,
        "deadline": now + timedelta(days=10),
        **more,
    }
