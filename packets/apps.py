from django.apps import AppConfig


class PacketsConfig(AppConfig):
    name = "packets"

    def ready(self):
        from packets import reads, recording  # noqa: F401  (what this room raises and records)
