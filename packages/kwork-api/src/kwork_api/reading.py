"""From decoded data to models: all at once where it is as documented, field by field where it is not."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import ConfigDict, TypeAdapter, ValidationError

from birzha_client.drift import Problem
from kwork_api.shapes import Relaid, rows_of
from kwork_api.wire_model import RAW, WireModel

Report = Callable[[str, Problem, str], None]
"""Is told where something is different, how, and as what type it came."""


def model_from_json(model: type[WireModel], body: bytes, key: str) -> WireModel | None:
    """The model, if the whole answer is as documented and has that field; the quick way."""
    try:
        found = model.model_validate_json(body)
    except ValidationError:
        return None
    return found if key in found.model_fields_set else None


def model_of(model: type[WireModel], data: Mapping[str, Any], report: Report) -> WireModel:
    """The model of an object: what is different in it is reported, and spoils nothing else."""
    if isinstance(data, Relaid):
        return _by_field(model, data, data.raw, report)
    try:
        return model.model_validate(data)
    except ValidationError:
        return _by_field(model, data, data, report)


def models_of(model: type[WireModel], rows: list[Any], report: Report) -> list[WireModel]:
    """The models of a list; what is no object at all is reported and left out."""
    found = []
    for row in rows:
        if isinstance(row, Mapping):
            found.append(model_of(model, row, report))
        else:
            report(model.__name__, Problem.WRONG, type(row).__name__)
    return found


def unknown_fields(value: Any) -> Iterator[tuple[str, str]]:
    """Fields that the documentation does not have, in a model and in the models inside it, with the type of what came."""
    if isinstance(value, list):
        for item in value:
            yield from unknown_fields(item)
    elif isinstance(value, WireModel):
        for name, extra in (value.model_extra or {}).items():
            yield f"{type(value).__name__}.{name}", type(extra).__name__
        for name, field in _fields(type(value)).items():
            if field.inner is not None:
                yield from unknown_fields(value.__dict__.get(name))


def _by_field(model: type[WireModel], data: Mapping[str, Any], raw: Mapping[str, Any], report: Report) -> WireModel:
    known = _fields(model)
    values = {name: value for name, value in data.items() if name not in known}
    for name, field in known.items():
        if name not in data:
            if field.required:
                report(f"{model.__name__}.{name}", Problem.MISSING, "")
            continue
        try:
            values[name] = field.read(data[name], report)
        except ValidationError:
            report(f"{model.__name__}.{name}", Problem.WRONG, type(data[name]).__name__)
    found = model.model_construct(**values)
    state: dict[str, Any] = vars(found)
    state[RAW] = raw
    return found


@dataclass(frozen=True, slots=True)
class _Field:
    """How one field is read on its own.

    Args:
        adapter: reads a value of its type.
        inner: the model inside it.
        many: it is a list of them.
        required: it must come.
    """

    adapter: TypeAdapter[Any]
    inner: type[WireModel] | None
    many: bool
    required: bool

    def read(self, value: Any, report: Report) -> Any:
        """The value of the field."""
        if self.inner is not None and self.many and isinstance(value, list | Mapping):
            return models_of(self.inner, rows_of(value), report)
        if self.inner is not None and not self.many and isinstance(value, Mapping):
            return model_of(self.inner, value, report)
        return self.adapter.validate_python(value)


@cache
def _fields(model: type[WireModel]) -> dict[str, _Field]:
    return {name: _field(model, name) for name in model.model_fields}


def _field(model: type[WireModel], name: str) -> _Field:
    info = model.model_fields[name]
    inner = _inner(info.annotation)
    # Models bring their own settings; everything else must be told the same ones.
    config = ConfigDict(coerce_numbers_to_str=True) if inner is None else None
    adapter: TypeAdapter[Any] = TypeAdapter(Annotated[info.annotation, info], config=config)  # type: ignore[arg-type] # known at run time only
    return _Field(adapter, inner, get_origin(info.annotation) is list, info.is_required())


def _inner(annotation: Any) -> type[WireModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, WireModel):
        return annotation
    if get_origin(annotation) in {list, Union, UnionType}:
        return next((inner for inner in map(_inner, get_args(annotation)) if inner is not None), None)
    return None
