"""``correction.*``: jobs for a corrector."""

from birzha.corrections.commands import add_correction, import_correction
from birzha.corrections.model import Source
from birzha.dialects.etxt.registry import Answer, Call, handles


@handles("correction.add")
async def add(call: Call) -> Answer:
    """Make a job from a text."""
    values = call.values
    made = await call.market.do(
        add_correction,
        call.actor,
        values["title"],
        values["text"],
        description=values["description"],
        folder_id=values["id_folder"],
        deadline=values["deadline"],
    )
    return {"id": call.style.number(made)}


@handles("correction.import")
async def import_(call: Call) -> Answer:
    """Make a job from a result, an archived order or an article."""
    values = call.values
    made = await call.market.do(
        import_correction,
        call.actor,
        Source(values["type"]),
        values["id_object"],
        prefer_file=values["object_type"] == "file",
        deadline=values["deadline"],
    )
    return {"id": call.style.number(made)}
