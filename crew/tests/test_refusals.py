"""Whatever goes wrong, the page says what happened and what to do now."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from crew import audience, refusals

handler500 = "crew.refusals.broken"


@audience.anyone
def breaks(request):
    raise RuntimeError("the details are for the log alone")


@audience.anyone
def fine(request):
    return HttpResponse("fine")


urlpatterns = [path("breaks/", breaks), path("fine/", fine)]


@pytest.mark.urls(__name__)
def test_a_broken_page_says_that_the_work_is_safe(db):
    response = Client(raise_request_exception=False).get("/breaks/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "not with you" in page and "is safe" in page
    assert "the details" not in page


def test_even_without_templates(monkeypatch):
    def missing(*_):
        raise ValueError("no manifest")

    monkeypatch.setattr(refusals, "render_to_string", missing)
    response = refusals.broken(RequestFactory().get("/"))
    assert (response.status_code, b"is safe" in response.content) == (500, True)


@pytest.mark.parametrize(("page", "status"), [("bad_request", 400), ("not_found", 404), ("too_many", 429)])
def test_each_refusal_is_a_page_with_a_way_on(page, status):
    response = getattr(refusals, page)(RequestFactory().get("/"))
    assert response.status_code == status
    assert 'class="button primary" href="/"' in response.content.decode()
