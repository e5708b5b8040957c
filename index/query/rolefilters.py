"""Roles in a query: they are no part of what is looked for, but say in which sections it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.query.fieldvalues import field_values
from index.query.filters import ROLE
from index.query.tree import And, Filter, Node, Not, Or, joined


def without_roles(tree: Node | None) -> tuple[Node | None, tuple[str, ...]]:
    """A tree without its roles, and the roles that sections may have; none of them where any will do.

    Wherever in the query a role stands, it is meant for the whole of it; under NOT, all others are.
    """
    roles = _Roles()
    bare = None if tree is None else roles.taken_from(tree, wanted=True)
    return bare, roles.left


@dataclass(slots=True)
class _Roles:
    wanted: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)

    @property
    def left(self) -> tuple[str, ...]:
        if not self.unwanted:
            return tuple(dict.fromkeys(self.wanted))
        among = self.wanted or field_values()[ROLE]
        return tuple(role for role in dict.fromkeys(among) if role not in self.unwanted)

    def taken_from(self, node: Node, *, wanted: bool) -> Node | None:
        """What is left of a node."""
        if isinstance(node, Filter) and node.field == ROLE:
            (self.wanted if wanted else self.unwanted).append(node.value)
            return None
        if isinstance(node, Not):
            part = self.taken_from(node.part, wanted=not wanted)
            return None if part is None else Not(part)
        if isinstance(node, And | Or):
            parts = [self.taken_from(part, wanted=wanted) for part in node.parts]
            return joined(type(node), [part for part in parts if part is not None])
        return node
