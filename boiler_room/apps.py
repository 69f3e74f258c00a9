from django.apps import AppConfig


class BoilerRoomConfig(AppConfig):
    name = "boiler_room"
