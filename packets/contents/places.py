"""In whose folder something lies, and what files and folders are called."""

import re
import unicodedata

from crew.models import Area

FOLDERS = {Area.Kind.REGION, Area.Kind.STAGING}


class Places:
    """Areas by id, and the nearest of them that has a folder: a staging location, else a region, else the whole."""

    def __init__(self):
        self.areas = Area.objects.in_bulk()

    def folder_of(self, area_id: int | None) -> Area | None:
        lineage = self.areas[area_id].lineage if area_id in self.areas else []
        near = [self.areas[pk] for pk in reversed(lineage) if pk in self.areas]
        return next((area for area in near if area.kind in FOLDERS), near[-1] if near else None)

    def name(self, area_id: int | None) -> str:
        return self.areas[area_id].name if area_id in self.areas else ""

    def path(self, area: Area | None) -> str:
        return f"{slug(area.name)}-{area.pk}" if area else "everywhere"


def slug(name: str) -> str:
    """A name for a file on any disk: ASCII, lower case, hyphens; at most 40 characters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "unnamed"
