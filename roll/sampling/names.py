"""Invented names for the sample county, in the mixture that a phone bank meets. Families are (share, …) groups:
surnames, women's and men's first names, and the language that a part of the group prefers to speak."""

from dataclasses import dataclass

_HEADS = (
    "Ash Barn Beck Black Bram Brook Burn Cal Carl Chat Clay Cold Cran Crow Dale Dun East Ed El Fair Fen Green"
    " Hal Ham Hart Hay Hol Hunt Kel King Lang Law Lin Mar Mel Mer Mid New Nor Oak Pem Red Rich Rock Ros Ruth"
    " Sher Stan Sut Thorn Wal War Wel West Whit Win Wood Wyn York"
).split()
_TAILS = (
    "bee brook bury by combe cott dale den don ell field ford gate grove ham hurst ington land ley low man mere"
    " mont more ney ridge rick sey shaw side stead stock stone ter ton tree vale wall well wick wood worth"
).split()


@dataclass(frozen=True)
class Group:
    share: float
    last: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    lang: str = "en"
    speaks: float = 0.0  # share who prefer `lang`


def _group(share, last, women, men, lang="en", speaks=0.0) -> Group:
    return Group(share, tuple(last.split()), tuple(women.split()), tuple(men.split()), lang, speaks)


_EN_WOMEN = (
    "Abigail Alice Amanda Amy Andrea Angela Anna Ashley Barbara Beth Betty Brenda Carol Carolyn Catherine Cheryl"
    " Christine Cynthia Deborah Denise Diane Donna Dorothy Ebony Elizabeth Emily Emma Frances Gloria Grace"
    " Hannah Heather Helen Imani Janet Jasmine Jean Jennifer Jessica Joan Joyce Judith Julia Karen Kayla Keisha"
    " Kimberly Latoya Laura Lauren Linda Lisa Madison Margaret Martha Mary Megan Melissa Michelle Nancy Nicole"
    " Olivia Pamela Patricia Rachel Rebecca Ruth Samantha Sandra Sarah Sharon Shirley Stephanie Susan Tamika"
    " Teresa Tiffany Victoria Virginia Whitney"
)
_EN_MEN = (
    "Aaron Adam Alan Albert Andrew Anthony Arthur Austin Benjamin Billy Brandon Brian Bruce Bryan Carl Charles"
    " Christopher Daniel Darnell David DeAndre Dennis Donald Douglas Dylan Edward Eric Eugene Frank Gary George"
    " Gerald Gregory Harold Henry Howard Isaac Jack Jacob Jamal James Jason Jeffrey Jeremy Jerry Joe John"
    " Jonathan Jordan Joseph Joshua Keith Kenneth Kevin Kyle Larry Lawrence Lewis Logan Louis Malik Mark Marcus"
    " Matthew Michael Nathan Nicholas Noah Patrick Paul Peter Philip Ralph Raymond Richard Robert Roger Ronald"
    " Roy Russell Ryan Samuel Scott Sean Stephen Steven Terrence Terry Thomas Timothy Tyler Tyrone Walter"
    " Wayne William Zachary"
)
_COMMON = (
    "Smith Johnson Williams Brown Jones Davis Miller Wilson Moore Taylor Anderson Thomas Jackson White Harris"
    " Martin Thompson Robinson Clark Lewis Lee Walker Hall Allen Young King Wright Scott Green Baker Adams"
    " O'Brien O'Neal McDonald McKoy McNeill St.\u00a0James De\u00a0La\u00a0Croix Smith-Jones Locklear Oxendine"
)

GROUPS = (
    Group(
        0.40, tuple(h + t for h in _HEADS for t in _TAILS), tuple(_EN_WOMEN.split()), tuple(_EN_MEN.split())
    ),
    _group(0.30, _COMMON.replace("\u00a0", "_"), _EN_WOMEN, _EN_MEN),
    _group(
        0.16,
        "García Martínez Rodríguez López Hernández González Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz"
        " Reyes Cruz Morales Ortiz Gutiérrez Chávez Ruiz Álvarez Castillo Jiménez Vásquez Romero Núñez Peña"
        " Muñoz Ibáñez Medina Aguilar Guzmán Salazar Delgado Castro Vega Rojas Campos Contreras_Peña",
        "María Guadalupe Rosa Carmen Ana Luz Sofía Lucía Verónica Adriana Leticia Beatriz Inés Mónica Yolanda",
        "José Juan Luis Carlos Jesús Miguel Francisco Ángel Andrés Raúl Óscar Héctor Martín Joaquín Iván",
        "es",
        0.4,
    ),
    _group(
        0.03,
        "Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương",
        "Lan Hoa Linh Hương Thảo Trang Mai Ngọc Phương Thu",
        "Minh Hùng Dũng Tuấn Anh Nam Sơn Phong Quang Việt",
        "vi",
        0.3,
    ),
    _group(
        0.03,
        "Chen Wang Li Zhang Liu Huang Wu Kim Park Choi Jung Yang Lin Zhao Xiong Vang Moua Thao",
        "Mei Ying Xiu Hui Fang Ji-woo Seo-yeon Min-ji Pa_Nhia Mai_See",
        "Wei Jun Hao Ming Lei Min-jun Seung-ho Joon Chue Tou",
    ),
    _group(
        0.03,
        "Patel Shah Singh Kumar Reddy Sharma Gupta Rao Khan Ahmed Ali Hassan Haddad Mansour Nasser Abdi",
        "Priya Anjali Kavita Neha Sunita Fatima Aisha Layla Noor Zainab",
        "Raj Amit Sanjay Vijay Arjun Omar Yusuf Karim Bilal Ibrahim",
    ),
    _group(
        0.05,
        "Müller Schröder Böhm Lefèvre Dubois Côté Okafor Adeyemi Mensah Kowalski Nowak Ivanova Petrov Rossi"
        " Bianchi D'Angelo Fernandes Gonçalves Araújo Åberg Sørensen Van_der_Berg",
        "Zoë Chloé Renée Amélie Chidinma Ngozi Agnieszka Olga Giulia Beatrix Inês Karin",
        "Jürgen François René Emeka Kwame Tomasz Dmitri Marco João Björn Søren Niels",
    ),
)
