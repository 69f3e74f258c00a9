"""Under /lists/: sheets, universes, scripts."""

from django.urls import path

from lists.views import changes, exports, scripts, sheets, universes

urlpatterns = [
    path("", sheets.sheets, name="sheets"),
    path("sheets/new/", sheets.new_sheet, name="new_sheet"),
    path("sheets/<int:pk>/", sheets.sheet, name="sheet"),
    path("sheets/<int:pk>/changes/", changes.sheet_changes, name="sheet_changes"),
    path("sheets/<int:pk>/rules/", changes.sheet_rules, name="sheet_rules"),
    path("sheets/<int:pk>/results/", exports.sheet_results, name="sheet_results"),
    path("universes/", universes.universes, name="universes"),
    path("universes/new/", universes.universe, name="new_universe"),
    path("universes/rows/", universes.universe_rows, name="universe_rows"),
    path("universes/count/", universes.universe_count, name="universe_count"),
    path("universes/reach/", universes.universe_reach, name="universe_reach"),
    path("universes/<int:pk>/", universes.universe, name="universe"),
    path("universes/<int:pk>/retirement/", universes.universe_retirement, name="universe_retirement"),
    path("universes/<int:pk>/voters/", exports.universe_voters, name="universe_voters"),
    path("scripts/", scripts.scripts, name="scripts"),
    path("scripts/new/", scripts.script, name="new_script"),
    path("scripts/<int:pk>/", scripts.script, name="edit_script"),
    path("scripts/<int:pk>/versions/<int:number>/", scripts.script_version, name="script_version"),
]
