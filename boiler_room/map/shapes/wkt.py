"""Reads the one line of a .prj: well-known text, version 1, as ESRI and OGC write it."""

import re
from dataclasses import dataclass, field

TOKEN = re.compile(r'\s*(?:"([^"]*)"|([A-Za-z_]\w*)|([-+]?\d[\d.]*(?:[eE][-+]?\d+)?)|([\[\]\(\),]))')


@dataclass(slots=True)
class Node:
    """`GEOGCS["name", …]`: its word, and what stands in the brackets: texts, numbers and further nodes."""

    word: str
    parts: list = field(default_factory=list)

    def first(self, word: str) -> "Node | None":
        return next((p for p in self.parts if isinstance(p, Node) and p.word == word), None)

    def all(self, word: str) -> list["Node"]:
        return [p for p in self.parts if isinstance(p, Node) and p.word == word]

    @property
    def name(self) -> str:
        return self.parts[0] if self.parts and isinstance(self.parts[0], str) else ""


def parse(text: str) -> Node:
    """Raises ValueError."""
    stack, at, word = [Node("")], 0, ""
    text = text.strip().lstrip("\ufeff")
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise ValueError(f"unexpected {text[at : at + 20]!r}")
        quoted, name, number, sign = match.groups()
        at = match.end()
        if quoted is not None:
            stack[-1].parts.append(quoted)
        elif name:
            word = name.upper()
        elif number:
            stack[-1].parts.append(float(number))
        elif sign in "[(":
            node = Node(word)
            stack[-1].parts.append(node)
            stack.append(node)
            word = ""
        elif sign in "])":
            stack.pop()
            if not stack:
                raise ValueError("a bracket too many")
    if len(stack) != 1 or not stack[0].parts or not isinstance(stack[0].parts[0], Node):
        raise ValueError("cut off")
    return stack[0].parts[0]
