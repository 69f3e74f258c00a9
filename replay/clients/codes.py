"""Strike codes as people read them: a voter's number with H. Michael Damm's check digit (docs/decisions/strike-codes.md)."""

TABLE = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


def with_check_digit(n: int) -> str:
    digit = 0
    for one in str(n):
        digit = int(TABLE[digit][int(one)])
    return f"{n}{digit}"


def with_a_slip(code: str) -> str:
    """One digit read wrongly."""
    return f"{(int(code[0]) + 1) % 10}{code[1:]}"
