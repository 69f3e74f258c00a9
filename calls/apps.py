from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "calls"

    def ready(self):
        from calls import features  # noqa: F401  (registers what can be switched off)
