"""A phone tree, its pairs, who sits in them, and each time it was rung. Written by `crew/recording/trees.py`."""

from django.db import models


class TreeWord(models.Model):
    """Whether somebody agreed to stand on a tree, which is printed. `how`: link, or staff who asked them."""

    person = models.OneToOneField("crew.Person", models.CASCADE, related_name="tree_word")
    agreed = models.BooleanField()
    at = models.DateTimeField()
    how = models.CharField(max_length=8)


class PhoneTree(models.Model):
    """The tree of an area and everything below it; `branching` is how many pairs a pair should ring."""

    area = models.OneToOneField("crew.Area", models.PROTECT, related_name="phone_tree")
    branching = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()


class TreeNode(models.Model):
    """A pair who share one list to ring; `parent` rings them (none: whoever starts the tree does)."""

    tree = models.ForeignKey(PhoneTree, models.CASCADE, related_name="nodes")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    area = models.ForeignKey("crew.Area", models.PROTECT, related_name="+")


class TreeSeat(models.Model):
    """Nobody sits twice: `choice` 1 is rung first, 2 when the first does not answer."""

    node = models.ForeignKey(TreeNode, models.CASCADE, related_name="seats")
    person = models.OneToOneField("crew.Person", models.CASCADE, related_name="tree_seat")
    choice = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node", "choice"], name="one_on_a_seat")]


class TreeRing(models.Model):
    """One time that a tree was rung; `drill` false: a message that is meant. Its calls are the tree of that moment."""

    tree = models.ForeignKey(PhoneTree, models.CASCADE, related_name="rings")
    drill = models.BooleanField()
    text = models.CharField(max_length=500)
    by = models.ForeignKey("crew.Person", models.SET_NULL, null=True, related_name="+")
    began_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tree"], condition=models.Q(over_at=None), name="rung_one_at_a_time"
            )
        ]


class TreeCall(models.Model):
    """What became of one person in a ring. `node` and `parent` are ids of the tree's pairs as they were then; a ring is
    not bent by later changes to the tree. `heard_how` link (said so themselves), caller, or staff."""

    ring = models.ForeignKey(TreeRing, models.CASCADE, related_name="calls")
    person = models.ForeignKey("crew.Person", models.CASCADE, related_name="+")
    node = models.BigIntegerField()
    parent = models.BigIntegerField(null=True)
    choice = models.PositiveSmallIntegerField()
    heard_at = models.DateTimeField(null=True)
    heard_how = models.CharField(max_length=8, blank=True)
    missed_at = models.DateTimeField(null=True)  # their caller says that nobody answered

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ring", "person"], name="rung_once")]
        indexes = [models.Index(fields=["ring", "parent"], name="calls_of_a_pair")]
