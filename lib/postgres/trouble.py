"""PostgreSQL's reasons for not starting, in words that say what to do."""

from lib.postgres.places import Places

UNFINISHED = "The last stop is not finished."
SAID = (  # (part of what PostgreSQL or the system says, what to do about it)
    ("No space left on device", "The disk is full. Make room ({var} is on it) and start again."),
    ("could not create shared memory", "There is too little memory for PostgreSQL. Close other programs."),
    ("Cannot allocate memory", "There is too little memory for PostgreSQL. Close other programs."),
    ("Permission denied", "A folder cannot be used. Make {var} belong to the user who starts fieldoffice."),
    ("Read-only file system", "{var} is on a disk that cannot be written. Choose another folder with --var."),
    ("has group or world access", "{home} was opened to other users. Close it: chmod -R go-rwx {home}"),
    ("another server might be running", UNFINISHED + " Wait a moment and start again."),
    ("lock file", "Another PostgreSQL uses {home}. Stop it, or choose another folder with --var."),
    ("invalid value for parameter", "A line in {own} is wrong. Correct or remove it."),
    ("unrecognized configuration parameter", "A line in {own} is wrong. Correct or remove it."),
    ("checksum", "A page on the disk is damaged. Restore from a back-up or run `fieldoffice rebuild`."),
)


def explain(said: str, places: Places) -> str:
    """One paragraph for the operator: what to do, what was said, where the whole log is."""
    said = said + _newest_log(places)
    todo = next((todo for part, todo in SAID if part in said), "Read the log named below.")
    todo = todo.format(var=places.var, home=places.home, own=places.own_settings)
    last = [line.strip() for line in said.strip().splitlines() if line.strip()][-3:]
    heard = " / ".join(last) or "nothing"
    return f"PostgreSQL did not start. {todo}\n  It said: {heard}\n  Log: {places.log}"


def _newest_log(places: Places) -> str:
    try:
        logs = sorted(places.log.glob("*.log"), key=lambda p: p.stat().st_mtime)
        recent = [p for p in logs if p.name.startswith(("start", "postgres-"))]
        return "".join("\n" + p.read_text(errors="replace")[-2000:] for p in recent[-2:])
    except OSError:
        return ""
