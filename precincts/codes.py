"""Strike codes as people see and type them: a number in the precinct and Damm's check digit.

The same in SQL is `sql/codes.sql`. Why this digit: docs/decisions/strike-codes.md.
"""

# The anti-symmetric quasigroup of order ten of H. Michael Damm, "Total anti-symmetrische Quasigruppen"
# (dissertation, Marburg 2004, p. 106): row the digit so far, column the next one.
DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
LONGEST = 8  # digits, the check digit among them


def damm(digits: str) -> int:
    """The digit to which a row of digits leads; 0 for one that ends with its own check digit."""
    at = 0
    for digit in digits:
        at = int(DAMM[at][int(digit)])
    return at


def shown(n: int) -> str:
    """The code of the number n, with its check digit: 572 -> "5724"."""
    return f"{n}{damm(str(n))}"


def read(typed: str) -> int | None:
    """The number meant by a typed code; None where it has no digits, too many, or another check digit."""
    if not (typed.isascii() and typed.isdigit() and 2 <= len(typed) <= LONGEST) or damm(typed):
        return None
    return int(typed[:-1])
