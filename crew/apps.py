from django.apps import AppConfig


class CrewConfig(AppConfig):
    name = "crew"

    def ready(self):
        from crew import checks, recording  # noqa: F401  (register: E001, and what this room records)
