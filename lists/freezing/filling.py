"""Recording a frozen sheet: its members, targets, numbers and queues, from the kept list alone."""

from django.db import connection

from lists.freezing import keeping

BATCH = 2000
CUT = "create temporary table lists_cut (rank integer, voter bigint, target integer) on commit drop"


def fill(sheet_id: int, checksum: str, first_target: int, zone: list[str]) -> dict:
    """Fills the sheet in set-based SQL; answers `{"members", "targets", "no_number", "set_aside"}`.

    `zone` is for voters whose own is not known: names of time zones. Raises keeping.Missing.
    """
    aside, members, without, highest = [], 0, 0, -1
    with connection.cursor() as cursor:
        cursor.execute(CUT)
        with cursor.copy("copy lists_cut (rank, voter, target) from stdin") as copy:
            for item in keeping.read(checksum):
                if isinstance(item, str):
                    aside.append(item)
                    continue
                copy.write_row((members, *item))
                members += 1
                without += item[1] is None
                highest = max(highest, -1 if item[1] is None else item[1])
        cursor.execute("analyze lists_cut")
        cursor.execute("select * from lists_fill(%s, %s, %s, %s)", [sheet_id, first_target, aside, zone])
        concerned = [row[0] for row in cursor.fetchall()]
        cursor.execute("drop table lists_cut")
    settle(concerned)
    return {"members": members, "targets": highest + 1, "no_number": without, "set_aside": len(aside)}


def settle(targets: list[int]) -> None:
    """Brings targets to where they stand, some thousands at a time."""
    with connection.cursor() as cursor:
        for start in range(0, len(targets), BATCH):
            cursor.execute("select lists_settle(%s)", [targets[start : start + BATCH]])
