from django.apps import AppConfig


class PrecinctsConfig(AppConfig):
    name = "precincts"

    def ready(self):
        from precincts import loading, recording  # noqa: F401  (what this room loads, and what it records)
