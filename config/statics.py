"""Static files are gathered once per version of the code, not at every start."""

import hashlib
import os
from collections.abc import Callable

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command


def gather(say: Callable[[str], None] = print) -> bool:
    """Gather into STATIC_ROOT when a file changed since the last time; True when it did."""
    mark = settings.STATIC_ROOT / ".gathered"
    state = fingerprint()
    if mark.exists() and mark.read_text() == state:
        return False
    say("Gathering static files …")
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    mark.write_text(state)
    return True


def fingerprint() -> str:
    """Names, sizes and times of all static files: cheap, and different after any change."""
    digest = hashlib.sha256()
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            info = os.stat(storage.path(path))
            digest.update(f"{path} {info.st_size} {info.st_mtime_ns}\n".encode())
    return digest.hexdigest()
