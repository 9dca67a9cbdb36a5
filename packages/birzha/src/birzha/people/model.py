"""What a person of the market is: roles, the acting person, reputation. No I/O."""

from dataclasses import dataclass
from enum import IntFlag

from birzha.errors import Forbidden


class Role(IntFlag):
    """What a person may be; one account may be several."""

    CUSTOMER = 1
    PERFORMER = 2
    MODERATOR = 4
    ADMIN = 8


ANYONE = Role.CUSTOMER | Role.PERFORMER | Role.MODERATOR | Role.ADMIN
"""Every signed-in person."""


class Attestation(IntFlag):
    """Subjects in which a performer passed the test of knowledge (documentation of tasks.saveTask, ``attestat``)."""

    MEDICINE = 1
    CONSTRUCTION = 2
    LAW = 4
    FINANCE = 8


@dataclass(frozen=True, slots=True)
class Actor:
    """The person on whose behalf a command runs, as the database knows them at that moment.

    Args:
        id: of the person.
        roles: what they are.
        blocked: whether an administrator shut them out.
        rate: rating points.
    """

    id: int
    roles: Role
    blocked: bool = False
    rate: int = 0

    def must_be(self, role: Role) -> None:
        """Refuse unless the person has one of these roles and is not shut out.

        Raises:
            Forbidden: they may not.
        """
        if self.blocked:
            raise Forbidden("Учётная запись заблокирована администрацией биржи.")
        if not self.roles & role:
            raise Forbidden(f"Действие доступно только с ролью: {names(role)}.")


def names(role: Role) -> str:
    """The roles in Russian, for people."""
    words = {
        Role.CUSTOMER: "заказчик",
        Role.PERFORMER: "исполнитель",
        Role.MODERATOR: "модератор",
        Role.ADMIN: "администратор",
    }
    return ", ".join(word for each, word in words.items() if each & role)
