"""Under /places/: polling places, posts, rules, disagreements, reversals."""

from django.urls import path

from precincts.views import disagreements, live, making, places, reversals, rules

urlpatterns = [
    path("", places.places, name="places"),
    path("live/", live.live, name="places_live"),
    path("<int:pk>/", places.place, name="place"),
    path("<int:pk>/hours/", places.hours, name="place_hours"),
    path("<int:pk>/posts/", making.make, name="make_post"),
    path("posts/<int:pk>/holder/", making.put, name="put_at_post"),
    path("posts/<int:pk>/link/", making.link, name="post_link"),
    path("posts/<int:pk>/end/", making.end, name="end_post"),
    path("rules/", rules.rules, name="rules"),
    path("disagreements/", disagreements.disagreements, name="disagreements"),
    path("disagreements/<int:voter>/", disagreements.settle, name="settle_disagreement"),
    path("reversals/", reversals.reversals, name="reversals"),
    path("reversals/new/", reversals.new, name="new_reversal"),
    path("reversals/<uuid:pk>/lifting/", reversals.lift, name="lift_reversal"),
]
