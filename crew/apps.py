from django.apps import AppConfig


class CrewConfig(AppConfig):
    name = "crew"

    def ready(self):
        from crew import checks, features, recording  # noqa: F401  (register: E001, switches, what is recorded)
