"""Static files under names that carry their hash: kept for ever, and a deploy mixes nothing."""

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from lib import joined_modules


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Also joins pages' modules (`joined_modules`) and rewrites the imports between the others."""

    support_js_module_import_aggregation = True
    max_post_process_passes = 15  # as deep as modules import each other

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            paths = paths | {name: (self, name) for name in self._join(paths)}
        yield from super().post_process(paths, dry_run, **options)

    def _join(self, paths) -> list[str]:
        def read(path: str) -> str:
            storage, name = paths[path]
            with storage.open(name) as file:
                return file.read().decode()

        made = []
        for entry in [path for path in paths if path.endswith(joined_modules.ENTRY)]:
            name = entry.removesuffix(joined_modules.ENTRY) + ".js"
            self.delete(name)
            made.append(self.save(name, ContentFile(joined_modules.join(entry, read).encode())))
        return made
