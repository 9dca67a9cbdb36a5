"""What an API operation is: declared once, used by the client, the server, the command line and the docs.

A dialect package (``etxt_api``, ``kwork_api``) declares each call of its documentation as one :class:`Operation`.
Nothing here does I/O or imports a model library, so a server may read the declarations without paying for the client.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from importlib import import_module
from types import MappingProxyType
from typing import Any


class Effect(Enum):
    """What a call does to the service, which decides whether it may be sent twice."""

    READ = "read"
    """Nothing changes."""
    IDEMPOTENT = "idempotent"
    """A second delivery leaves the same state as the first."""
    UNSAFE = "unsafe"
    """A second delivery may do it twice: placed again, paid again."""


class Kind(Enum):
    """What a parameter's value is on the wire."""

    INT = "int"
    FLAG = "flag"
    """0 or 1."""
    PRICE = "price"
    """Roubles, up to two decimals."""
    TEXT = "text"
    IDS = "ids"
    """One or more positive integers; a lone scalar is accepted."""
    MOMENT = "moment"
    """Unixtime, seconds."""
    DATE = "date"
    """A day as ``dd.mm.yyyy``."""
    TIME = "time"
    """A time of day as ``hh:mm``."""
    FILE = "file"
    """An uploaded file."""
    NESTED = "nested"
    """An object of the caller's own making."""


class Evidence(Enum):
    """How we know what a call takes and answers."""

    DOCUMENTED = "documented"
    """The documentation says so."""
    OBSERVED = "observed"
    """Public code depends on it."""
    INFERRED = "inferred"
    """It follows from what is documented of other calls."""
    DECIDED = "decided"
    """Nobody says; it is our decision."""


class Beyond(Enum):
    """What the service does with a value beyond the parameter's limits."""

    REFUSE = "refuse"
    """The call fails with the dialect's "bad parameter" error."""
    CLAMP = "clamp"
    """The nearest allowed value is used."""
    DEFAULT = "default"
    """The value counts as absent."""


class Caller(Enum):
    """Whom the documentation allows to call."""

    ANYONE = "anyone"
    CUSTOMER = "customer"
    PARTY = "party"
    """The customer of the order or its performer."""


class Shape(Enum):
    """How the documented result is laid out."""

    OBJECT = "object"
    """One object."""
    LIST = "list"
    """A list of objects; some services send an object keyed by number or id instead."""
    ONE = "one"
    """A list with the one object that was asked for; clients hand out the object."""
    MAP = "map"
    """An object whose keys are data."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a call.

    Args:
        name: the name on the wire.
        kind: what the value is.
        summary: one line for people.
        required: the call fails without it.
        default: what the service assumes when it is absent; ``None`` says that absence means something of its own.
        minimum, maximum: limits of a number, inclusive; for ``IDS`` limits of how many.
        longest, shortest: limits of a text in characters, inclusive.
        choices: the only values allowed, where they are few.
        beyond: what the service does with a value outside all of these.
        over: the error code of a value above ``maximum``, where it is not the dialect's "bad parameter" one.
        public: others will read this text, so it must not carry contact data.
        required_unless: the call fails without it unless one of these parameters is given.
        aliases: older names that the service still takes; clients send ``name``.
    """

    name: str
    kind: Kind
    summary: str
    required: bool = False
    default: int | str | None = None
    minimum: int | None = None
    maximum: int | None = None
    shortest: int | None = None
    longest: int | None = None
    choices: tuple[int | str, ...] = ()
    beyond: Beyond = Beyond.REFUSE
    over: str = ""
    public: bool = False
    required_unless: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def python_name(self) -> str:
        """The name in Python: the wire's name, with an underscore where it is a keyword."""
        return f"{self.name}_" if self.name in {"from", "import"} else self.name


@dataclass(frozen=True, slots=True)
class Paging:
    """How a list is walked: ``count`` records at most, skipping ``from`` records.

    Args:
        count: name of the parameter with the size of a page.
        offset: name of the parameter with the number of records to skip.
        largest: the largest page.
    """

    count: str = "count"
    offset: str = "from"
    largest: int = 100


@dataclass(frozen=True, slots=True)
class Operation:
    """One call of an API.

    Args:
        name: the name on the wire, such as ``tasks.saveTask``.
        effect: what it does; see :meth:`effect_of` for calls where parameters decide.
        summary: one line for people.
        parameters: in the order of the documentation.
        result: the model of one answer object, as ``"package.module:Class"``, loaded when first needed.
        shape: how the answer is laid out.
        errors: error codes that the documentation names for this call beyond the shared ones.
        caller: whom the documentation allows to call.
        paging: how to walk the list, where it can be walked.
        effects_when: other effects by parameter value: ``{("autopay", "get"): Effect.READ}``.
        results_when: other result models by parameter value: ``{("only_id", 1): "package.module:Class"}``.
        find_out: for a call that changes something, how a caller finds out whether a lost one was applied.
    """

    name: str
    effect: Effect
    summary: str
    result: str
    parameters: tuple[Parameter, ...] = ()
    shape: Shape = Shape.OBJECT
    errors: tuple[str, ...] = ()
    caller: Caller = Caller.ANYONE
    paging: Paging | None = None
    effects_when: Mapping[tuple[str, int | str], Effect] = field(default_factory=lambda: MappingProxyType({}))
    results_when: Mapping[tuple[str, int | str], str] = field(default_factory=lambda: MappingProxyType({}))
    find_out: str = ""

    def __post_init__(self) -> None:
        """Refuse a declaration that contradicts itself."""
        names = [parameter.name for parameter in self.parameters]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.name} declares a parameter twice: {names}")
        if Effect.UNSAFE in {self.effect, *self.effects_when.values()} and not self.find_out:
            raise ValueError(f"{self.name} is unsafe and does not say how to find out about a lost answer")

    @property
    def group(self) -> str:
        """The part of the name before the dot."""
        return self.name.partition(".")[0]

    @property
    def verb(self) -> str:
        """The part of the name after the dot."""
        return self.name.partition(".")[2]

    def parameter(self, name: str) -> Parameter:
        """The parameter of that wire name.

        Raises:
            KeyError: the call has no such parameter.
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        raise KeyError(name)

    def effect_of(self, values: Mapping[str, Any]) -> Effect:
        """The effect of a call with these parameters, by wire name."""
        for (name, value), effect in self.effects_when.items():
            if str(values.get(name, "")) == str(value):
                return effect
        return self.effect

    def result_of(self, values: Mapping[str, Any]) -> str:
        """The result model of a call with these parameters, by wire name, as ``"package.module:Class"``."""
        for (name, value), result in self.results_when.items():
            if str(values.get(name, "")) == str(value):
                return result
        return self.result

    def result_type(self, values: Mapping[str, Any] = MappingProxyType({})) -> type[Any]:
        """The model of one answer object of a call with these parameters."""
        module, _, name = self.result_of(values).partition(":")
        found: type[Any] = getattr(import_module(module), name)
        return found
