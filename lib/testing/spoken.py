"""What a room says to people: every translatable string of its templates and modules, as a catalogue keys them."""

import ast
from pathlib import Path

CALLS = {  # name -> how many of the first arguments are (context, singular, plural)
    "_": "s", "gettext": "s", "gettext_lazy": "s", "gettext_noop": "s", "ngettext": "sp", "ngettext_lazy": "sp",
    "pgettext": "cs", "pgettext_lazy": "cs", "npgettext": "csp", "npgettext_lazy": "csp",
}  # fmt: skip


def key(said: dict[str, str]) -> str:
    """As gettext keys it: context and plural joined by their separators."""
    text = said["s"] + ("\0" + said["p"] if "p" in said else "")
    return said["c"] + "\x04" + text if said.get("c") else text


def in_module(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        parts = CALLS.get(name, "")
        texts = [arg.value for arg in node.args[: len(parts)] if isinstance(arg, ast.Constant)]
        if parts and len(texts) == len(parts) and all(isinstance(text, str) for text in texts):
            found.add(key(dict(zip(parts, texts, strict=True))))
    return found


def in_template(name: str) -> set[str]:
    """Of a template by its name, blocks and partials within it, but not of those that it extends or includes."""
    from django.template.loader import get_template
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    nodes = get_template(name).template.nodelist
    found = set()
    for node in nodes.get_nodes_by_type(TranslateNode):
        if (text := node.filter_expression.var.literal) is not None:
            context = node.message_context
            found.add(key({"s": text.replace("%", "%%"), "c": str(context.var) if context else ""}))
    for node in nodes.get_nodes_by_type(BlockTranslateNode):
        said = {"s": node.render_token_list(node.singular)[0]}
        if node.plural:
            said["p"] = node.render_token_list(node.plural)[0]
        found.add(key(said))
    return found


def in_room(room: Path) -> set[str]:
    modules = (
        path for path in room.rglob("*.py") if not {"tests", "testing", "migrations"} & set(path.parts)
    )
    templates = room / "templates"
    names = [str(path.relative_to(templates)) for path in templates.rglob("*.html")]
    return set().union(*map(in_module, modules), *map(in_template, names))
