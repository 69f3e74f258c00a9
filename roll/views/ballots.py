"""Where the ballots are: by county, or by precinct of one county, from the newest files; and how old these are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from crew import audience
from crew import reads as crew_reads
from roll import chase
from roll.ballots import STAGES


@audience.staff("data_director", "field_director")
@require_safe
@never_cache
def ballots(request: HttpRequest) -> HttpResponse:
    """GET /roll/ballots/?county=<id>"""
    asked = request.GET.get("county", "")
    county = crew_reads.area(request.scope, int(asked)) if asked.isdecimal() and len(asked) < 18 else None
    context = {
        "county": county,
        "tables": chase.by_precinct(request.scope, county) if county else chase.by_county(request.scope),
        "stages": STAGES.items(),
        "files": chase.files(),
    }
    return render(request, "roll/ballots.html", context)
