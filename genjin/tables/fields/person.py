"""A person of the organisation, with filters relative to the reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from genjin.tables.fields.base import Operand
from genjin.tables.fields.link import Link


class PersonLink(Link):
    """`me` and `my_team` are resolved by the compiler, which knows the actor."""

    kind: ClassVar[str] = "person"
    operators: ClassVar[Mapping[str, Operand]] = {**Link.operators, "me": "none", "my_team": "none"}

    def __init__(self) -> None:
        super().__init__("people")
