"""From a checked question to one SQL condition over `roll_voter v`, every value a parameter."""

from datetime import datetime

from lists.question.fields import FIELDS


def compiled(node: dict, at: datetime) -> tuple[str, list]:
    """`(sql, values)`: a condition for a WHERE clause. The tree must have been `checked`."""
    if "field" in node:
        sql, values = FIELDS[node["field"]].sql(node, at)
        return sql, values
    ((link, inside),) = node.items()
    if link == "not":
        sql, values = compiled(inside, at)
        return f"({sql}) is not true", values  # what is not known of a voter is not met, and so its `not` is
    if not inside:
        return "true", []
    parts = [compiled(child, at) for child in inside]
    joint = " and " if link == "all" else " or "
    return "(" + joint.join(sql for sql, _values in parts) + ")", [
        v for _sql, values in parts for v in values
    ]
