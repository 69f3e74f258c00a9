from django.urls import path

from front_desk import views

urlpatterns = [
    path("scripts/<int:version>.json", views.script, name="script"),
]
