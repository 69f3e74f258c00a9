"""Takes a file of precincts' shapes for the map, or says what would match."""

import json
import sys
from pathlib import Path

HELP = "take precincts' shapes for the map: GeoJSON, or a zip with a Shapefile"


def arguments(parser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--county", help="of which county, by name (default: every one of the campaign)")
    parser.add_argument(
        "--code", metavar="FIELD", help="the field with the precincts' codes (default: the best)"
    )
    parser.add_argument("--county-field", metavar="FIELD", help="where the file is of several counties")
    parser.add_argument("--look", action="store_true", help="only say what would match")
    parser.add_argument("--json", action="store_true", help="one JSON document on the last line")


def run(args) -> int:
    from boiler_room.map import taking
    from boiler_room.map.shapes.layer import Unreadable
    from crew.scope import Scope
    from lib import door

    counties = taking.counties(Scope(None, [("office", None)]))
    chosen = [c for c in counties if not args.county or c.name.casefold() == args.county.casefold()]
    if not chosen:
        known = ", ".join(county.name for county in counties) or "none yet: load a voter file first"
        print(f"There is no county {args.county or ''}. There are: {known}.", file=sys.stderr)
        return 1
    try:
        offer = taking.offer(args.file.read_bytes(), chosen, args.code, args.county_field)
        told = _told(offer)
        print("\n".join(told[0]))
        if not args.look:
            taking.take(args.file.read_bytes(), args.file.name, offer)
    except (OSError, Unreadable, door.Refused) as error:
        print(error, file=sys.stderr)
        return 1
    if args.json:
        print(json.dumps(told[1]))
    return 0 if offer.match.found else 1


def _told(offer) -> tuple[list[str], dict]:
    found, bare, strangers = len(offer.match.found), offer.match.bare, offer.strangers
    lines = [f"{found:,} of {offer.precincts_n:,} precincts by the field {offer.code}"]
    lines += [f"  without a shape: {', '.join(area.code for area in bare[:20])}"] if bare else []
    lines += [f"  feature {number} is no precinct here: {value!r}" for number, value in strangers[:20]]
    told = {"matched": found, "precincts": offer.precincts_n, "code": offer.code, "county": offer.county}
    return lines, told | {"bare": len(bare), "strangers": len(offer.match.strangers)}
