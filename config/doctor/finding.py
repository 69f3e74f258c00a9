"""What one look found."""

from dataclasses import asdict, dataclass

WELL, MIND, WRONG = "well", "mind", "wrong"


@dataclass
class Finding:
    """`state`: well, mind (works, but), wrong (will not work). `todo` is empty only when well."""

    name: str
    state: str
    said: str
    todo: str = ""
    number: int = 0

    def as_json(self) -> dict:
        return asdict(self)

    def as_text(self) -> str:
        word = {WELL: "well ", MIND: "mind ", WRONG: "WRONG"}[self.state]
        text = f"{self.number:>2}  {word}  {self.name}: {self.said}"
        return text + (f"\n           → {self.todo}" if self.todo else "")


def judge(name: str, said: str, *, wrong: str = "", mind: str = "") -> Finding:
    """A finding whose state follows from which advice is given."""
    return Finding(name, WRONG if wrong else MIND if mind else WELL, said, wrong or mind)
