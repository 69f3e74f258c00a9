from django.urls import path

from boiler_room import views
from boiler_room.views import goals

urlpatterns = [
    path("", views.picture_page, name="picture"),
    path("picture/chart/", views.chart, name="picture_chart"),
    path("picture/needs/", views.needs_list, name="picture_needs"),
    path("picture/needs/owner/", views.owner, name="picture_owner"),
    path("picture/sheets/<int:sheet>/relief/", views.relief, name="picture_relief"),
    path("picture/goals/", goals.goals_page, name="goals"),
    path("picture/goals/file/", goals.goals_file, name="goals_file"),
    path("picture/goals/example.csv", goals.example, name="goals_example"),
]
