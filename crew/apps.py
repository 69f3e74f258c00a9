from django.apps import AppConfig


class CrewConfig(AppConfig):
    name = "crew"

    def ready(self):
        from crew import recording  # noqa: F401  (registers what this room records)

