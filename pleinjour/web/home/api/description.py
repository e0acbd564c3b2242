"""The parts of an OpenAPI 3.1 document that our page reads, as types."""

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

_JSON: Final = "application/json"
_FIRST_REFUSAL: Final = 300


class _Part(BaseModel):
    model_config = ConfigDict(populate_by_name=True, extra="ignore")


class Schema(_Part):
    """What a value may be. `ref`: the name of another schema that says so."""

    ref: str = Field(default="", alias="$ref")
    type: str = ""
    format: str = ""
    enum: tuple[str, ...] = ()
    any_of: tuple["Schema", ...] = Field(default=(), alias="anyOf")
    all_of: tuple["Schema", ...] = Field(default=(), alias="allOf")
    items: "Schema | None" = None
    properties: Mapping[str, "Schema"] = {}
    required: tuple[str, ...] = ()

    def follow(self, schemas: Mapping[str, "Schema"]) -> "Schema":
        """The schema that is meant. Raises KeyError for a name that nobody describes."""
        if self.all_of:
            return self.all_of[0].follow(schemas)
        return schemas[self.ref.rpartition("/")[2]] if self.ref else self


class Parameter(_Part):
    name: str
    required: bool = False
    schema_: Schema = Field(default=Schema(), alias="schema")


class Content(_Part):
    schema_: Schema = Field(default=Schema(), alias="schema")


class Body(_Part):
    content: Mapping[str, Content] = {}

    def as_json(self) -> Schema:
        """The schema of what is written in JSON; one of nothing where there is none."""
        return self.content[_JSON].schema_ if _JSON in self.content else Schema()


class Operation(_Part):
    """A call, with what it is sent and each answer by its status."""

    operation_id: str = Field(alias="operationId")
    summary: str
    parameters: tuple[Parameter, ...] = ()
    request_body: Body = Field(default=Body(), alias="requestBody")
    responses: Mapping[int, Body]

    @property
    def sent(self) -> Schema:
        return self.request_body.as_json()

    @property
    def received(self) -> Schema:
        """What comes when all is well."""
        good = (body.as_json() for status, body in self.responses.items() if status < _FIRST_REFUSAL)
        return next(good, Schema())


class Components(_Part):
    schemas: Mapping[str, Schema] = {}


class Description(_Part):
    """The whole document: operations by path, then by method."""

    paths: Mapping[str, Mapping[str, Operation]]
    components: Components
