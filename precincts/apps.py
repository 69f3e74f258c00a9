from django.apps import AppConfig


class PrecinctsConfig(AppConfig):
    name = "precincts"

    def ready(self):
        from precincts import recording  # noqa: F401  (registers what this room records)
