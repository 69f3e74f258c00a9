"""Forms of phone trees."""

from django import forms
from django.utils.translation import gettext_lazy as _

from crew.forms import AreaChoice
from crew.models import Area, Person, TreeNode
from crew.trees.growing import FEWEST, MOST
from crew.trees.ringing import LONGEST


class TreeForm(forms.Form):
    area = AreaChoice(label=_("Area"), queryset=Area.objects.none(), empty_label=None)
    branching = forms.TypedChoiceField(
        label=_("Each pair rings"),
        coerce=int,
        initial=5,
        choices=[(n, _("%(n)s pairs") % {"n": n}) for n in range(FEWEST, MOST + 1)],
        help_text=_("Six reach everybody sooner, four ask less of each."),
    )

    def __init__(self, *args, areas, **options):
        super().__init__(*args, **options)
        self.fields["area"].queryset = areas


class Callers(forms.ChoiceField):
    """Who rings the pair: a choice of pairs by their names, cleaned to a pair of the tree or None for the top."""

    def __init__(self, branches, **options):
        self.nodes = {str(one.node.pk): one.node for one in branches}
        named = [(str(one.node.pk), "\u2003" * one.depth + one.label) for one in branches]
        super().__init__(
            choices=[("", _("nobody: they stand at the top")), *named], required=False, **options
        )

    def clean(self, value) -> TreeNode | None:
        return self.nodes.get(super().clean(value))


class PairForm(forms.Form):
    first = forms.ModelChoiceField(label=_("Rung first"), queryset=Person.objects.none())
    second = forms.ModelChoiceField(
        label=_("When nobody answers"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("nobody"),
    )

    def __init__(self, *args, candidates, branches, **options):
        super().__init__(*args, **options)
        self.fields["first"].queryset = self.fields["second"].queryset = candidates
        self.fields["parent"] = Callers(branches, label=_("Who rings them"))


class RingForm(forms.Form):
    text = forms.CharField(
        label=_("What is passed on"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Short: everybody writes it down and reads it out. It also stands on the paper while it goes round."
        ),
    )
