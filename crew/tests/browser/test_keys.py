"""A passkey, from a real browser with a virtual authenticator: added, used alone, removed."""

PASSWORD = "four words to remember"


def authenticator(page):
    """Chromium's own pretend security key, which always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def add_passkey(page):
    page.goto("/staff/keys/webauthn/add/")
    page.get_by_label("Name").fill("Work laptop")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()


def sign_out(page):
    page.goto("/staff/me/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()


def test_a_passkey_signs_in_by_itself(at_work):
    page = at_work()
    authenticator(page)
    add_passkey(page)
    page.goto("/staff/me/")
    assert page.get_by_text("Work laptop").is_visible()
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda at: "/login/" not in at)
    page.goto("/staff/teams/")
    assert page.get_by_role("heading", name="Teams", level=1).is_visible()


def test_with_a_passkey_the_password_is_half(at_work, manager):
    page = at_work()
    authenticator(page)
    add_passkey(page)
    sign_out(page)
    page.get_by_label("E-mail").fill(manager[2])
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Your second key").wait_for()
    page.get_by_role("button", name="Use a passkey instead").click()
    page.wait_for_url(lambda at: "/authenticate/" not in at)
    page.goto("/staff/teams/")
    assert page.get_by_role("heading", name="Teams", level=1).is_visible()


def test_without_a_passkey_the_page_says_so(at_work):
    page = at_work()
    sign_out(page)
    authenticator(page)  # empty
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("No passkey was used").wait_for()
