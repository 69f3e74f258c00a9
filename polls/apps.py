from django.apps import AppConfig


class PollsConfig(AppConfig):
    name = "polls"

    def ready(self):
        from polls import features  # noqa: F401  (registers what can be switched off)
