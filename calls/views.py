"""The page itself and the service worker that keeps it. Neither holds any voter: those come by the outbox."""

from front_desk.kept_page import KeptPage

screen, service_worker = KeptPage("calls").views()
