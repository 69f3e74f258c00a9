from django.urls import path

from boiler_room import views
from boiler_room.views import board, desk, entries, goals, incidents, messages, shapes, status
from boiler_room.views import map as maps

urlpatterns = [
    path("", views.picture_page, name="picture"),
    path("picture/chart/", views.chart, name="picture_chart"),
    path("picture/needs/", views.needs_list, name="picture_needs"),
    path("picture/needs/owner/", views.owner, name="picture_owner"),
    path("picture/sheets/<int:sheet>/relief/", views.relief, name="picture_relief"),
    path("picture/goals/", goals.goals_page, name="goals"),
    path("picture/goals/file/", goals.goals_file, name="goals_file"),
    path("picture/goals/example.csv", goals.example, name="goals_example"),
    path("picture/wins/", goals.win_number, name="win_number"),
    path("board/", board.board, name="board"),
    path("board/parts/<slug:part>/", board.board_part, name="board_part"),
    path("board/entries/", entries.entries_page, name="board_entries"),
    path("board/supporters/", board.supporters, name="board_supporters"),
    path("wall/", board.wall, name="wall"),
    path("wall/slides/", board.wall_part, name="wall_slides"),
    path("map/", maps.map_page, name="map"),
    path("map/now/", maps.map_now, name="map_now"),
    path("map/shapes/", shapes.shapes, name="shapes"),
    path("map/shapes/<str:sha256>/", shapes.match, name="shapes_match"),
    path("map/shapes/<uuid:pk>/removal/", shapes.removal, name="shapes_removal"),
    path("status/", status.status_page, name="status"),
    path("status/copy.zip", status.copy_zip, name="copy_zip"),
    path("desk/", desk.waiting, name="desk"),
    path("desk/refused/", desk.refused, name="desk_refused"),
    path("desk/settled/", desk.settled, name="desk_settled"),
    path("desk/tell-us/", messages.tell_us, name="desk_tell_us"),
    path("desk/rides/", messages.rides_wanted, name="desk_rides"),
    path("desk/incidents/", incidents.incidents_page, name="desk_incidents"),
    path("desk/incidents/<uuid:incident>/act/", incidents.act, name="incident_act"),
    path("desk/incidents/<uuid:incident>/photo/", incidents.photo, name="incident_photo"),
    path("desk/mine/", messages.mine, name="desk_mine"),
    path("desk/entries/<uuid:entry>/settlement/", desk.settlement, name="settlement"),
    path("desk/phones/<int:device>/settlement/", desk.phone, name="phone_settlement"),
]
