"""The page itself and the service worker that keeps it; neither holds any voter."""

from front_desk.kept_page import KeptPage

screen, service_worker = KeptPage("polls").views()
