from django.apps import AppConfig


class FrontDeskConfig(AppConfig):
    name = "front_desk"

    def ready(self):
        from front_desk import receiving  # noqa: F401  (registers the receiver at the door)
