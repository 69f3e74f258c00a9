"""For how long nobody had an answer, from what clients wrote down."""

from drills.load import answered, longest_pause


def wrote(folder, *asked):
    """A journal with exchanges: (when it was answered, or None; what came of it)."""
    rows = [
        "\t".join(
            ["x", "0", "\\N" if till is None else f"{till:.6f}", "1", "1", "\\N", "0", "0", "outbox", more]
        )
        for till, more in asked
    ]
    (folder / f"journal-{len(list(folder.iterdir()))}.tsv").write_text(
        "\n".join([*rows, "v\t9\t9\t1\t1\te\t\\N\t\\N\trecorded\t-", ""])
    )


def test_only_good_answers_count_of_all_processes(tmp_path):
    wrote(tmp_path, (10.0, "200"), (11.0, "503"), (None, "0"))
    wrote(tmp_path, (12.5, "200 finished"))
    assert answered(tmp_path) == [10.0, 12.5]


def test_the_pause_is_the_longest_within_the_story(tmp_path):
    wrote(tmp_path, *((at, "200") for at in (1.0, 9.0, 10.0, 10.5, 14.0, 14.5, 30.0)))
    assert longest_pause(tmp_path, 10.2, 15.0) == 3.5
    assert longest_pause(tmp_path, 10.2, 29.0) == 14.5


def test_what_follows_the_clients_day_is_no_pause(tmp_path):
    wrote(tmp_path, (10.0, "200"), (11.0, "200"))
    assert longest_pause(tmp_path, 9.5, 60.0) == 1.0
