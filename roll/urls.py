"""Under /roll/: search, voter cards, ballots, loads."""

from django.urls import path

from roll.views import ballots, loads, mapping, steps, voters

urlpatterns = [
    path("", voters.search, name="roll_search"),
    path("voters/<int:pk>/", voters.card, name="voter_card"),
    path("ballots/", ballots.ballots, name="ballots"),
    path("loads/", loads.loads, name="loads"),
    path("loads/<int:pk>/", loads.load, name="load"),
    path("loads/<int:pk>/progress/", loads.progress, name="load_progress"),
    path("loads/<int:pk>/refused.csv", loads.refused_lines, name="load_refused_lines"),
    path("loads/<int:pk>/acceptance/", steps.acceptance, name="load_acceptance"),
    path("loads/<int:pk>/refusal/", steps.refusal, name="load_refusal"),
    path("loads/<int:pk>/return/", steps.taking_back, name="load_taking_back"),
    path("files/<slug:sha256>/mapping/", mapping.mapping, name="file_mapping"),
]
