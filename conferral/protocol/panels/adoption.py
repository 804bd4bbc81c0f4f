"""Whose signatures bring a new edition into force, as the edition in force says."""

from collections.abc import Collection, Mapping

from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.part import Id, Sourced
from conferral.protocol.wording import listing


class Adoption(Sourced):
    """Two people sign. `one_of` names the roles of which at least one of the two holds one."""

    one_of: tuple[Id, ...] = ()

    def suffices(self, signers: Collection[Collection[str]], titles: Mapping[str, str]) -> Decision:
        """Whether the roles of those who sign include one that must be among them."""
        if not self.one_of or any(set(self.one_of) & set(roles) for roles in signers):
            return yes(clause=self.principal_clause)
        wanted = listing([titles[role] for role in self.one_of], "or")
        return no(
            f"One of the two who sign holds this role: {wanted}. Let one of them sign too.",
            clause=self.principal_clause,
        )
