"""The first load fits a bad line: at most 60 kB compressed without the fonts, in few requests."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders

from lib import joined_modules

MOST = 60_000  # bytes
PAGES = {"/calls/": "calls/calls.entry.js", "/join/7K3M9QXW2BDT": "front_desk/join.entry.js"}
ASKED_FOR = re.compile(r'(?:src|href)="/static/([^"]+)"')


def read(path: str) -> str:
    with open(finders.find(path)) as file:
        return file.read()


def weigh(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "entry"), PAGES.items())
def test_the_first_load_is_light(client, path, entry):
    page = client.get(path).content.decode()
    asked = ASKED_FOR.findall(page)
    code = entry.replace(joined_modules.ENTRY, ".js")
    weights = {name: weigh(read(name)) for name in asked if name != code}
    weights |= {code: weigh(joined_modules.join(entry, read)), path: weigh(page)}
    print(f"{path}: {sum(weights.values()):,} bytes, {weights}")
    assert code in asked
    assert sum(weights.values()) <= MOST
    assert len(weights) <= 6  # one round trip for the page, one for all that it asks for


@pytest.mark.django_db
def test_the_page_holds_nobodys_name_and_no_script_of_its_own(client):
    page = client.get("/calls/").content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", page)
    assert page == client.get("/calls/", headers={"Authorization": "Bearer someone"}).content.decode()
