"""What `demo` prints when the office answers: how to come in, as staff and as a volunteer."""

from config.demo.note import Note
from lib import qr

ANY_HOUR = """\
Here invented voters may be called at any hour. A real office keeps to 9-21 on the voter's clock:
see that with --no-any-hour."""


def page(note: Note, url: str, lan: bool) -> str:
    """The whole text; `url` is the office's address with its slash."""
    wide = max(len(login["role"]) for login in note.logins)
    link, watch = _link(url, note.code), _link(url, note.polls_code)
    parts = [f"The office is open: {url}", ""]
    parts += [f"  {who['role']:<{wide}}  {who['email']:<20}  {who['password']}" for who in note.logins]
    parts += ["", f"Callers join by this link: {link}", ""]
    parts += [f"  {line}" for line in qr.lines(link)]
    parts += ["", f"Poll watchers join by this one: {watch}", ""]
    parts += [f"  {line}" for line in qr.lines(watch)]
    if lan:
        parts += ["", f"Phones first need to trust this office, once: {url.replace('https', 'http', 1)}trust"]
    else:
        parts += ["", "Other phones cannot reach 127.0.0.1: for the people in this room say --lan."]
    if note.any_hour:
        parts += ["", ANY_HOUR]
    return "\n".join([*parts, "", "Ctrl-C closes it; the next start takes seconds."])


def document(note: Note, url: str) -> dict:
    """The same for a program: voters, logins and the links by which callers and watchers join."""
    links = {"calls": _link(url, note.code), "polls": _link(url, note.polls_code)}
    return {"voters": note.voters, "logins": note.logins, "join": links, "any_hour": note.any_hour}


def _link(url: str, code: str) -> str:
    return f"{url}join/{'-'.join(code[i : i + 4] for i in range(0, len(code), 4))}"
