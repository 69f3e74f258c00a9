"""Who runs the server. PostgreSQL refuses to run as root, so root lends it an account without rights."""

import os
import pwd
import shutil
import stat
import struct
import subprocess
from pathlib import Path

ACCOUNT = "fieldoffice"


class Trouble(RuntimeError):
    """Something stops the server; the message is for the person who started it and says what to do."""


def server_account() -> pwd.struct_passwd | None:
    """The account the server must run under: None when it is our own, `fieldoffice` when we are root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        pass
    if not shutil.which("useradd"):
        raise Trouble(
            "PostgreSQL does not run as root, and there is no `useradd` to make an account for it. "
            f"Make an account called {ACCOUNT}, or start fieldoffice as another user than root."
        )
    command = ["useradd", "--system", "--no-create-home", "--home-dir", "/", "--user-group"]
    made = subprocess.run([*command, "--shell", "/usr/sbin/nologin", ACCOUNT], capture_output=True, text=True)
    try:
        return pwd.getpwnam(ACCOUNT)  # another start may have made it meanwhile
    except KeyError:
        raise Trouble(f"Could not make the account {ACCOUNT}: {made.stderr.strip()}") from None


def let_through(path: Path, account: pwd.struct_passwd) -> None:
    """Let `account` walk through every folder above `path` (not list or read it).

    /root and home folders are often closed to others. Where a folder is, this one account is added to
    its access list; only on file systems without such lists does the folder open for all to walk through.
    """
    for folder in path.resolve().parents:
        mode = folder.stat()
        if mode.st_mode & stat.S_IXOTH or (mode.st_uid == account.pw_uid and mode.st_mode & stat.S_IXUSR):
            continue
        try:
            _add_to_access_list(folder, account.pw_uid)
        except OSError:
            folder.chmod(stat.S_IMODE(mode.st_mode) | stat.S_IXOTH)


# Linux keeps an access list as a version and (tag, permissions, id) triples: acl(5), posix_acl_xattr.h
_XATTR, _VERSION, _NOBODY = "system.posix_acl_access", 2, 0xFFFFFFFF
_USER_OBJ, _USER, _GROUP_OBJ, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
_WALK = 1


def _add_to_access_list(folder: Path, uid: int) -> None:
    mode = folder.stat().st_mode
    try:
        raw = os.getxattr(folder, _XATTR)
        entries = [struct.unpack_from("<HHI", raw, at) for at in range(4, len(raw), 8)]
    except OSError as error:
        if error.errno != 61:  # ENODATA: no list yet, the mode bits say all
            raise
        bits = [(mode >> 6) & 7, (mode >> 3) & 7, mode & 7]
        entries = [(_USER_OBJ, bits[0], _NOBODY), (_GROUP_OBJ, bits[1], _NOBODY), (_OTHER, bits[2], _NOBODY)]
    entries = [e for e in entries if not (e[0] == _USER and e[2] == uid)]
    mask = max([e[1] for e in entries if e[0] == _MASK] + [e[1] for e in entries if e[0] == _GROUP_OBJ])
    entries = [e for e in entries if e[0] != _MASK]
    entries += [(_USER, _WALK, uid), (_MASK, mask | _WALK, _NOBODY)]
    entries.sort(key=lambda e: (e[0], e[2]))
    packed = b"".join(struct.pack("<HHI", *entry) for entry in entries)
    os.setxattr(folder, _XATTR, struct.pack("<I", _VERSION) + packed)
