"""The compiler of translations, against Python's own reader of the format."""

import gettext

import pytest

from config import words

SOURCE = """
msgid ""
msgstr "Language: es\\n"

#: a.html
msgid "Pause"
msgstr "Pausa"

msgctxt "of a list"
msgid "Open"
msgstr "Abierta"

msgid "Open"
msgstr "Abrir"

msgid "%(n)s voter"
msgid_plural "%(n)s voters"
msgstr[0] "%(n)s votante"
msgstr[1] "%(n)s votantes"

msgid ""
"A long line "
"in two \\"parts\\""
msgstr ""
"Una línea larga "
"en dos «partes»"

#, fuzzy
msgid "Guess"
msgstr "Adivinanza"

msgid "Not yet"
msgstr ""

#~ msgid "Old"
#~ msgstr "Viejo"
"""


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "code/room/locale/es/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True)
    path.write_text(SOURCE)
    return path


def spoken(tmp_path):
    return gettext.translation("django", tmp_path / "var/words", ["es"])


def test_every_kind_of_entry_is_spoken(tmp_path, source):
    assert words.compile_all(tmp_path / "var", tmp_path / "code") == ["es"]
    es = spoken(tmp_path)
    assert es.gettext("Pause") == "Pausa"
    assert (es.gettext("Open"), es.pgettext("of a list", "Open")) == ("Abrir", "Abierta")
    assert [es.ngettext("%(n)s voter", "%(n)s voters", n) for n in (1, 2)] == [
        "%(n)s votante",
        "%(n)s votantes",
    ]
    assert es.gettext('A long line in two "parts"') == "Una línea larga en dos «partes»"


def test_what_nobody_translated_stays_as_it_is(tmp_path, source):
    words.compile_all(tmp_path / "var", tmp_path / "code")
    assert [spoken(tmp_path).gettext(w) for w in ("Guess", "Not yet", "Old")] == ["Guess", "Not yet", "Old"]


def test_rooms_are_joined_and_only_changes_are_compiled(tmp_path, source):
    words.compile_all(tmp_path / "var", tmp_path / "code")
    assert words.compile_all(tmp_path / "var", tmp_path / "code") == []
    other = tmp_path / "code/desk/locale/es/LC_MESSAGES/django.po"
    other.parent.mkdir(parents=True)
    other.write_text('msgid "Roll"\nmsgstr "Padrón"\n')
    assert words.compile_all(tmp_path / "var", tmp_path / "code") == ["es"]
    assert [spoken(tmp_path).gettext(w) for w in ("Pause", "Roll")] == ["Pausa", "Padrón"]


def test_a_broken_source_names_its_line(tmp_path, source):
    source.write_text('msgid "Pause\nmsgstr "Pausa"\n')
    with pytest.raises(ValueError, match="cannot read this line"):
        words.compile_all(tmp_path / "var", tmp_path / "code")


def test_the_offices_own_translations_compile(tmp_path):
    words.compile_all(tmp_path)
