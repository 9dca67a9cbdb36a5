"""``options.*``: reference lists of the exchange."""

from birzha_client.operation import Effect, Operation, Shape

OPERATIONS = (
    Operation(
        "options.getLangs",
        Effect.READ,
        "Returns the languages of the exchange: id to name.",
        "builtins:str",
        shape=Shape.MAP,
    ),
)
