"""Invented streets and towns."""

TOWNS = (
    ("FAIRWATER", "27890"),
    ("MILL HOLLOW", "27891"),
    ("PORT LINDEN", "27892"),
    ("CEDAR FORK", "27893"),
    ("NEW ALDERSHOT", "27894"),
    ("SANDY CROSS", "27895"),
)
_FIRST = (
    "ALDER AMBER APPLE ASPEN BAY BEAVER BIRCH BLUFF BOULDER BRIAR BRIDGE CANAL CEDAR CHERRY CHESTNUT CLOVER COBB"
    " COPPER COTTON CREEK CYPRESS DOGWOOD EAGLE ELM FALCON FERN FOREST FOX GARDEN GLEN HAWK HAZEL HERON HICKORY"
    " HOLLY HONEY INDIGO IRON IVY JASPER JUNIPER LAKE LARK LAUREL LINDEN LOCUST MAGNOLIA MAPLE MEADOW MILL MOSS"
    " MULBERRY MYRTLE OAK ORCHARD OTTER PEACH PEBBLE PINE PLUM POND POPLAR QUAIL QUARRY RAVEN RIVER ROBIN SAGE"
    " SILVER SPRUCE SUMAC SUMMIT SWAN SYCAMORE TEAL THORN TIMBER TULIP VALLEY VINE WALNUT WATER WILLOW WREN"
).split()
_SECOND = (
    "BEND BLUFF BRANCH BROOK CHASE CROSSING FIELD GLEN GROVE HILL HOLLOW KNOLL RIDGE RUN SPRINGS VIEW".split()
)
_TYPES = "ST RD AVE DR LN CT PL WAY CIR TRL BLVD TER LOOP".split()


def street(number: int) -> str:
    """The name of the `number`th street of the county: the same one each time, no two alike below 19,000."""
    first = _FIRST[number % len(_FIRST)]
    number //= len(_FIRST)
    kind = _TYPES[(number + len(first)) % len(_TYPES)]
    number //= len(_TYPES)
    second = _SECOND[number % (len(_SECOND) + 1) - 1] if number % (len(_SECOND) + 1) else ""
    way = ("", "N ", "S ", "E ", "W ")[number // (len(_SECOND) + 1) % 5]
    return f"{way}{first} {second} {kind}".replace("  ", " ")
