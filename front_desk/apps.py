from django.apps import AppConfig


class FrontDeskConfig(AppConfig):
    name = "front_desk"

