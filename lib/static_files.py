"""Static files under names that carry their hash: kept for ever, and a deploy mixes nothing."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Also rewrites the imports between JavaScript modules: a page's whole code is of one build."""

    support_js_module_import_aggregation = True
