"""What real files do with bytes, lines and quotes (issue: "each has a test and a plain error")."""

import pytest

from roll.models import RefusedLine, Voter
from roll.reading.problems import Unreadable
from roll.tests import files

pytestmark = pytest.mark.django_db


def names():
    return list(Voter.objects.order_by("source_id").values_list("last_name", flat=True))


def test_latin_1_first_met_after_a_megabyte(load, warned):
    plain = [files.line(n) for n in range(1, 2600)]
    loaded = load(files.nc(*plain, files.line(2600, {"last": "PEÑA"})))
    assert Voter.objects.get(source_id="FW0002600").last_name == "PEÑA"
    assert warned(loaded)["letters beyond ASCII, read as cp1252"] == 1
    assert next(w for w in loaded.report["warnings"] if "ASCII" in w["kind"])["lines"] == [2601]


def test_utf_8_with_a_mark(load):
    load(b"\xef\xbb\xbf" + files.nc(files.line(1, {"last": "PEÑA"}), encoding="utf-8"))
    assert names() == ["PEÑA"]


def test_utf_8_and_latin_1_in_one_file(load):
    both = files.nc(files.line(1, {"last": "PEÑA"})) + (files.line(2, {"last": "NUÑEZ"}) + "\r\n").encode()
    load(both)
    assert names() == ["PEÑA", "NUÑEZ"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_whether_marked_or_not(load, encoding):
    load(files.nc(files.line(1, {"last": "PEÑA"}), encoding=encoding))
    assert names() == ["PEÑA"]


def test_nul_bytes_are_left_out(load, warned):
    loaded = load(files.nc(files.line(1), files.line(2)).replace(b"WELLFORD2", b"WELL\0FORD2"))
    assert names() == ["WELLFORD1", "WELLFORD2"]
    assert warned(loaded)["NUL bytes were left out"] == 1


def test_a_byte_of_no_encoding(load, warned):
    loaded = load(files.nc(files.line(1)).replace(b"WELLFORD1", b"WELL\x81FORD"))
    assert names() == ["WELL?FORD"]
    assert warned(loaded)["a byte that no encoding explains became a question mark"] == 1


def test_a_tab_inside_quotes(load):
    load(files.nc(files.line(1, res_street_address="12 ALDER\tCT")))
    assert Voter.objects.get().address == "12 ALDER CT"


def test_a_quote_doubled_as_csv_has_it(load):
    load(files.nc(files.line(1, first_name='IMANI ""PEACHES""')))
    assert Voter.objects.get().first_name == 'IMANI "PEACHES"'


def test_a_stray_quote_is_text(load, warned):
    loaded = load(files.nc(files.line(1, first_name='IMANI "P'), files.line(2)))
    assert Voter.objects.get(source_id="FW0000001").first_name == 'IMANI "P'
    assert Voter.objects.count() == 2
    assert warned(loaded)["a stray quote was taken as part of the text"] == 1


def test_an_unmatched_quote_does_not_swallow_the_file(load):
    broken = files.line(2).replace('"WELLFORD2"', '"WELLFORD2')
    loaded = load(files.nc(files.line(1), broken, *(files.line(n) for n in range(3, 40))))
    assert Voter.objects.count() + loaded.report["refused"] == 39
    assert Voter.objects.count() >= 38


def test_a_bare_line_feed_in_a_field(load, warned):
    loaded = load(files.nc(files.line(1, res_street_address="12 ALDER\nCT"), files.line(2)))
    assert Voter.objects.get(source_id="FW0000001").address == "12 ALDER CT"
    assert Voter.objects.count() == 2 and loaded.report["refused"] == 0


def test_lines_after_a_break_keep_their_number(load):
    loaded = load(files.nc(files.line(1, res_street_address="12 ALDER\nCT"), "too\tshort", files.line(2)))
    assert list(loaded.refused_lines.values_list("line", "reason")) == [
        (4, "has 2 columns where 70 are expected")
    ]


def test_a_break_inside_quotes_where_all_lines_end_alike(load, warned):
    loaded = load(files.nc(files.line(1, res_street_address="12 ALDER\nCT"), files.line(2), end="\n"))
    assert Voter.objects.count() == 2
    assert warned(loaded)["a line break inside a field became a space"] == 1


def test_wrong_column_counts_name_line_and_numbers(load):
    loaded = load(files.nc(files.line(1), files.line(2) + '\t"more"\t"more"', "short", files.line(3)))
    assert Voter.objects.count() == 2
    assert [(r.line, r.reason) for r in RefusedLine.objects.filter(load=loaded).order_by("line")] == [
        (3, "has 72 columns where 70 are expected"),
        (4, "has 1 column where 70 are expected"),
    ]


def test_a_delimiter_too_many(load, warned):
    loaded = load(files.nc(files.line(1), files.line(2) + "\t"))
    assert Voter.objects.count() == 2
    assert warned(loaded)["a delimiter too many at the line's end was left out"] == 1


def test_padding_and_double_spaces(load):
    load(files.nc(files.line(1, last_name="  DE  LA   CRUZ ", res_street_address="12   ALDER  CT  ")))
    voter = Voter.objects.get()
    assert (voter.last_name, voter.address) == ("DE LA CRUZ", "12 ALDER CT")


def test_one_space_for_blank(load):
    load(files.nc(files.line(1, middle_name=" ", full_phone_number=" ")))
    assert Voter.objects.get().middle_name == "" and not Voter.objects.get().phones.exists()


def test_backslashes_are_text(load):
    load(files.nc(files.line(1, first_name="IM\\NANI")))
    assert Voter.objects.get().first_name == "IM\\NANI"


def test_old_mac_line_ends(load):
    load(files.nc(files.line(1), files.line(2), end="\r"))
    assert Voter.objects.count() == 2


def test_an_empty_file(read):
    with pytest.raises(Unreadable, match="empty"):
        read(b"")


def test_a_header_and_nothing_else(read):
    assert "not one line after it" in read(files.nc()).error


def test_a_truncated_last_line_raises_an_alarm(read):
    body = files.county(30)[:-250]
    staged = read(body)
    assert staged.report["cut_off"] and "cut off" in staged.report["alarms"][0]
    assert staged.report["accepted"] == 29


def test_a_line_without_end_is_no_file_of_lines(read):
    with pytest.raises(Unreadable, match="line end"):
        read(b'"county_id"\t' + b"x" * 3_000_000)


def test_the_wrong_layout_stops_early(read):
    from roll import layout

    body = "".join(f"a\tb{n}\tc\r\n" for n in range(9_000)).encode()
    staged = read(files.nc() + body, layout=layout.builtin()["nc_voter_2026"])
    assert staged.state == "failed" and ("right layout" in staged.error or "columns" in staged.error)
