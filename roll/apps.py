from django.apps import AppConfig


class RollConfig(AppConfig):
    name = "roll"

    def ready(self):
        from roll import chase, recording  # noqa: F401  (register what this room records, and its alarm)
