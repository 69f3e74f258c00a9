"""Small files in real layouts, made in code; every person in them is invented."""

import gzip
import io
import zipfile

from roll import layout
from roll.sampling.county import Person
from roll.sampling.files import voter_line

COLUMNS = layout.builtin()["nc_voter_2026"].columns
HEADER = "\t".join(f'"{c}"' for c in COLUMNS)
FLORIDA = layout.builtin()["fl_voter"].columns
OHIO = layout.builtin()["oh_voter"].columns
STREETS = ("12 ALDER CT", "14 ALDER CT", "9 MILL RD APT 4")


def person(n: int, **other) -> Person:
    """The `n`th invented voter; `other` replaces attributes."""
    traits = {
        "n": n, "last": f"WELLFORD{n}", "first": "IMANI", "middle": "", "sex": "F", "lang": "en", "born": 1980,
        "party": "DEM", "active": True, "confidential": False, "street": STREETS[n % 3], "town": 0, "precinct": 0,
        "phone": f"371555{100 + n:04d}", "registered": 5, "loyalty": 0.5,
    }  # fmt: skip
    return Person(**(traits | other))


def line(n: int, traits: dict | None = None, **columns) -> str:
    """A line of the voter file without its end; `columns` replace what stands in the file."""
    return voter_line(person(n, **(traits or {})), **columns).removesuffix("\r\n")


def nc(*lines: str, header: str = HEADER, end: str = "\r\n", encoding: str = "cp1252") -> bytes:
    """A North Carolina voter file of these lines."""
    return "".join(text + end for text in [header, *lines]).encode(encoding)


def county(voters: int, **traits) -> bytes:
    return nc(*(line(n, traits) for n in range(1, voters + 1)))


def absentee(*rows: tuple[int, str], election: str = "11/03/2026", **other) -> bytes:
    """An absentee file: `(voter, ballot status)` rows."""
    columns = layout.builtin()["nc_absentee"].columns
    lines = [",".join(f'"{c}"' for c in columns)]
    for n, status in rows:
        cells = dict.fromkeys(columns, "") | {
            "county_desc": "FAIRWATER", "voter_reg_num": f"{n:012d}", "ncid": f"FW{n:07d}", "election_dt": election,
            "ballot_req_type": "MAIL", "ballot_rtn_dt": "10/12/2026", "ballot_rtn_status": status, "sdr": " ",
        } | other  # fmt: skip
        lines.append(",".join(f'"{cells[c]}"' for c in columns))
    return "".join(text + "\r\n" for text in lines).encode()


def florida(*rows: dict) -> bytes:
    """A Florida extract: no header, quotes literal."""
    base = {
        "County_Code": "DUV", "Name_Last": "Thornley", "Name_First": "Ana", "Residence_Address_Line_1": "1 Quay St",
        "Residence_City": "Jacksonville", "Residence_Zipcode": "32099", "Birth_Date": "02/03/1970", "Precinct": "101",
        "Voter_Status": "ACT", "Requested_public_records_exemption": "N", "Daytime_Area_Code": "371",
        "Daytime_Phone_Number": "5550123",
    }  # fmt: skip
    return "".join("\t".join((base | row).get(c, "") for c in FLORIDA) + "\r\n" for row in rows).encode(
        "cp1252"
    )


def ohio(*rows: dict, elections: tuple[str, ...] = ()) -> bytes:
    """An Ohio file with as many election columns as given."""
    columns = [*OHIO, *elections]
    base = {
        "COUNTY_NUMBER": "25", "LAST_NAME": "THORNLEY", "FIRST_NAME": "ANA", "DATE_OF_BIRTH": "1970-02-03",
        "VOTER_STATUS": "ACTIVE", "RESIDENTIAL_ADDRESS1": "1 QUAY ST", "RESIDENTIAL_ZIP": "43004",
        "PRECINCT_CODE": "25ABC", "PRECINCT_NAME": "COLUMBUS 1-A",
    }  # fmt: skip
    lines = [columns] + [[(base | row).get(c, "") for c in columns] for row in rows]
    return "".join(",".join(f'"{c}"' for c in cells) + "\r\n" for cells in lines).encode()


def zipped(**members: bytes) -> bytes:
    """A zip archive; `__` in a name stands for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name.replace("__", "."), body)
    return out.getvalue()


def gzipped(body: bytes) -> bytes:
    return gzip.compress(body)
