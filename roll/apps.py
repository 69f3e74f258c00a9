from django.apps import AppConfig


class RollConfig(AppConfig):
    name = "roll"

    def ready(self):
        from roll import recording  # noqa: F401  (registers what this room records)
