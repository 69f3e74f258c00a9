import json

import pytest

from crew.tests.browser.conftest import at_work, manager  # noqa: F401
from roll.tests.browser.conftest import loaded  # noqa: F401

MAKE = """
import json
from lib import door
from lists import cutting, scripts
from lists.models import ScriptVersion, Universe
script, version, universe = (door.new_id(t) for t in ("lists_script", "lists_scriptversion", "lists_universe"))
door.enter("script", {"id": script, "name": "Turn out", "area": None})
body = json.loads(scripts.DEFAULT.read_text())
door.enter("script_version", {"id": version, "script": script, "number": 1, "body": body})
question = {"all": [{"field": "phone", "is": True}, {"field": "gone", "is": False}, {"any": [
    {"field": "party", "in": ["DEM"]}, {"field": "contacted", "is": False, "since": "2026-10-01"},
    {"not": {"field": "tags", "in": ["volunteer"]}}, {"field": "history", "at_least": 1, "last": 4}]}]}
door.enter("universe", {"id": universe, "name": "Everyone with a phone", "area": None, "question": question})
sheet = cutting.cut(Universe.objects.get(pk=universe), ScriptVersion.objects.get(pk=version), name="First pass")
print(json.dumps({"script": script, "universe": universe, "sheet": sheet.pk}))
"""


@pytest.fixture(scope="session")
def work(live_office, loaded):  # noqa: F811
    """A script, a universe and a sheet of the running office: {"script", "universe", "sheet"}."""
    return json.loads(live_office.run("manage", "shell", "-v", "0", "-c", MAKE).splitlines()[-1])
