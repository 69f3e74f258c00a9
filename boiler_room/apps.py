from django.apps import AppConfig


class BoilerRoomConfig(AppConfig):
    name = "boiler_room"

    def ready(self):
        from boiler_room import features, recording  # noqa: F401  (register: what can be switched off, and is recorded)
        from boiler_room.copying import recording as copying  # noqa: F401
        from boiler_room.map import recording as map  # noqa: F401
