"""fieldoffice.E001: a view that does not say for whom it is stops the start."""

import pytest
from django.core.checks import run_checks
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import include, path

from crew import audience, checks
from crew.scope import Scope


def bare(request):
    return HttpResponse("anyone at all")


@audience.anyone
def stated(request):
    return HttpResponse("hello")


nested = [path("inner/<int:pk>/", bare, name="inner")]
urlpatterns = [path("stated/", stated), path("outer/", include(nested))]


def errors():
    return [e for e in run_checks() if e.id == "fieldoffice.E001"]


def test_the_whole_office_states_its_audiences():
    assert errors() == []


@override_settings(ROOT_URLCONF=__name__)
def test_a_view_without_one_is_named_with_its_address():
    (error,) = errors()
    assert "/outer/inner/<int:pk>/" in error.msg
    assert "test_audience.bare" in error.msg
    assert "@audience" in error.hint


def test_a_role_that_does_not_exist_is_refused_at_import():
    with pytest.raises(ValueError, match="no such role: kaptain"):
        audience.staff("kaptain")


def test_declared_views_by_others_are_there():
    """A name that no address leads to would hide a view of that name some day."""
    from django.urls import get_resolver

    def names(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from names(pattern.url_patterns)
            else:
                yield checks.named(pattern.callback)

    assert set(checks.DECLARED) <= set(names(get_resolver().url_patterns))


def test_a_token_opens_a_volunteers_view_and_nothing_else_does(town):
    from uuid import uuid4

    from crew import join_links, joining, lost_phones

    joined = joining.join(join_links.make(town.durham_team, None).code, uuid4(), "Sam", "9195550142")

    @audience.volunteer
    def view(request):
        return HttpResponse(f"{request.person.name} {request.device.person_id}")

    def ask(header):
        return view(RequestFactory().get("/", headers={"Authorization": header} if header else {}))

    assert ask(f"Bearer {joined.token}").content.decode() == f"Sam {joined.person.pk}"
    for wrong in ("", "Bearer", "Bearer nonsense", f"Basic {joined.token}", f"Bearer {joined.token}x"):
        assert ask(wrong).status_code == 401
    lost_phones.shut(joined.person, "lost", None)
    answer = ask(f"Bearer {joined.token}")
    assert (answer.status_code, b"link_shut" in answer.content) == (401, True)


def test_a_program_is_told_in_json(client, db):
    answer = client.get("/staff/teams/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in")


def test_a_fragment_is_not_filled_with_the_sign_in_page(client, db):
    answer = client.get("/staff/teams/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith("/staff/login/")


def test_scopes(town):
    everywhere, durham, nowhere = Scope(town.olga), Scope(town.maya), Scope(None)
    assert everywhere.everywhere and everywhere.sees(None) and everywhere.sees(town.wake.pk)
    assert set(durham.area_ids) == {town.durham.pk, *(p.pk for p in town.precincts)}
    assert durham.sees(town.precincts[0].pk) and not durham.sees(town.wake_precinct.pk)
    assert not durham.sees(None) and not durham.sees(town.state.pk)
    assert nowhere.area_ids == [] and not nowhere.is_staff and not nowhere.sees(town.durham.pk)
    assert not Scope(town.maya).through(["data_director"]).is_staff
    assert Scope(town.olga).through(["data_director"]).is_staff
