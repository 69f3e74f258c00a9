"""Makes the sample county: invented people in real layouts."""

from roll.sampling.files import make

__all__ = ["make"]
