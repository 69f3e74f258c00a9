"""Under /packets/: paper to print, to give out, to type in."""

from django.urls import path

from packets.views import binding, giving, on_paper, paper, typing

urlpatterns = [
    path("", paper.paper, name="paper"),
    path("area/<int:pk>/", paper.whole, name="paper_of_area"),
    path("area/<int:pk>/book/", binding.ask, name="ask_book"),
    path("books/<int:pk>/", binding.book, name="book"),
    path("books/<int:pk>/file/", binding.file, name="book_file"),
    path("on-paper/", on_paper.page, name="on_paper"),
    path("on-paper/<uuid:pk>/over/", on_paper.end, name="on_paper_over"),
    path("on-paper/<uuid:pk>/back/", on_paper.back, name="on_paper_back"),
    path("<int:pk>/", paper.packet, name="packet"),
    path("<int:pk>/file/", paper.file, name="packet_file"),
    path("<int:pk>/giving/", giving.give, name="give_packet"),
    path("<int:pk>/back/", giving.back, name="packet_back"),
    path("<int:pk>/typing/", typing.typing, name="packet_typing"),
    path("<int:pk>/rows/", typing.rows, name="packet_rows"),
]
