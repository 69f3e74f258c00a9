"""The roll's pages in a browser: accessible in light and dark, in English and Spanish; any CSV becomes a layout."""

import pytest

from lib.testing.screens import faultless


@pytest.mark.parametrize(("locale", "width"), [("en-US", 360), ("es-US", 1280)])
def test_every_page_is_accessible(at_work, live_office, loaded, axe, locale, width):
    page = at_work(viewport={"width": width, "height": 780}, locale=locale)
    ((voter,),) = live_office.sql("select min(id) from roll_voter where load_id = %s", loaded)
    for address in ("/roll/", "/roll/loads/", f"/roll/loads/{loaded}/", f"/roll/voters/{voter}/"):
        faultless(page, axe, address)
    assert page.locator("html").get_attribute("lang") == locale[:2]


def test_found_by_name_without_a_trace_in_the_address(at_work, loaded, axe):
    page = at_work()
    page.goto("/roll/")
    page.get_by_role("searchbox").fill("wellford3")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="WELLFORD3").wait_for()
    assert page.url.endswith("/roll/")
    assert axe(page) == []


def test_any_csv_is_mapped_and_remembered(at_work, live_office, axe, tmp_path):
    """What it shows follows what is chosen; in Spanish, where dates are written otherwise."""
    path = tmp_path / "liste.csv"
    path.write_text(
        "ref;nachname;vorname;tel\nVX00123;ORTEGA;LUZ;3715550144\nVX00124;SMITH;JO;3715550145\nbroken\n"
    )
    page = at_work(locale="es-US")
    page.goto("/roll/loads/")
    page.locator("#id_file").set_input_files(path)
    page.get_by_label("Quién lo dio").fill("Un amigo")
    page.get_by_label("Uso permitido").fill("Movilizar")
    page.get_by_role("button", name="Enviar y revisar").click()
    page.get_by_role("heading", name="Qué es cada columna").wait_for()
    row = page.locator("#columns tr").filter(has=page.get_by_label("Apellido"))
    assert page.get_by_label("Número de votante").input_value() == "ref"
    page.get_by_label("Apellido").select_option("nachname")
    row.get_by_text("ORTEGA · SMITH").wait_for()
    assert axe(page) == []
    page.get_by_label("Estado", exact=True).last.fill("nc")
    page.get_by_label("Condado, si").fill("Durham")
    page.get_by_label("Nombre de este formato").fill("Lista vieja")
    page.get_by_role("button", name="Guardar y revisar").click()
    page.get_by_role("heading", name="Decidir").wait_for()
    assert page.get_by_text("tiene 1 columna donde se esperan 4").is_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Rechazar").click()
    page.get_by_text("El padrón está como estaba").wait_for()
    assert live_office.sql("select name from roll_savedlayout where name = 'lista-vieja'")
