"""Money that comes in and goes out, and promo points."""

from birzha.errors import Invalid, NotFound, WrongState
from birzha.money.ledger import post, tell
from birzha.money.model import EXCHANGE, Bucket, Line, Withdrawal
from birzha.money.queries import frozen
from birzha.money.tables import CLOSE_WITHDRAWAL, LIFT_FREEZE, PUT_FREEZE, PUT_WITHDRAWAL, WITHDRAWAL
from birzha.people.access import command
from birzha.people.model import ANYONE, Actor, Role
from birzha.people.queries import person_row
from birzha.storage.transaction import Transaction

LARGEST = 100_000_000_00
"""The largest sum in one act: a hundred million roubles, in kopecks."""


@command(Role.ADMIN)
async def top_up(tx: Transaction, actor: Actor, person_id: int, amount: int, *, cause: str = "") -> None:
    """Put money from outside on a person's account.

    Args:
        tx: the transaction.
        actor: an administrator.
        person_id: whose account.
        amount: kopecks, over 0.
        cause: the payment's own number; a second top-up with the same one is refused. Without it, a new one is drawn.

    Raises:
        Invalid: the amount is not over 0 or too large.
        NotFound: no such person.
        WrongState: this payment is on the account already.
    """
    await deposit(tx, person_id, amount, cause=cause)


async def deposit(tx: Transaction, person_id: int, amount: int, *, cause: str = "") -> None:
    """The step behind :func:`top_up`, for faces that have their own permission (play money in the sandbox)."""
    _check(amount)
    await _must_exist(tx, person_id)
    lines = [Line(EXCHANGE, Bucket.WORLD, -amount), Line(person_id, Bucket.AVAILABLE, amount)]
    posted = await post(tx, key=f"deposit:{cause or tx.ids.token()}", kind="deposit", lines=lines)
    await tell(tx, posted, person_id, amount=amount, operation="Пополнение счёта")


@command(Role.ADMIN)
async def grant_promo(tx: Transaction, actor: Actor, person_id: int, points: int, *, reason: str = "") -> None:
    """Give a person promo points.

    Args:
        tx: the transaction.
        actor: an administrator.
        person_id: to whom.
        points: hundredths of a point, over 0.
        reason: shown on the promo statement.

    Raises:
        Invalid: the number is not over 0 or too large.
        NotFound: no such person.
    """
    _check(points)
    await _must_exist(tx, person_id)
    await _promo(tx, person_id, points, reason or "Начисление промобаллов")


@command(Role.ADMIN)
async def spend_promo(tx: Transaction, actor: Actor, person_id: int, points: int, *, reason: str = "") -> None:
    """Take promo points that a person has used up.

    Args:
        tx: the transaction.
        actor: an administrator.
        person_id: from whom.
        points: hundredths of a point, over 0.
        reason: shown on the promo statement.

    Raises:
        Invalid: the number is not over 0 or too large.
        NotFound: no such person.
        NotEnoughMoney: they have fewer.
    """
    _check(points)
    await _must_exist(tx, person_id)
    await _promo(tx, person_id, -points, reason or "Списание промобаллов")


@command(ANYONE)
async def request_withdrawal(tx: Transaction, actor: Actor, amount: int) -> int:
    """Ask for money to be sent out; it leaves the available balance at once and waits for an administrator.

    Args:
        tx: the transaction.
        actor: whose money.
        amount: kopecks, over 0.

    Returns:
        The id of the request.

    Raises:
        Invalid: the amount is not over 0 or too large.
        NotEnoughMoney: the available balance does not cover it.
    """
    _check(amount)
    request = await tx.one(PUT_WITHDRAWAL, person_id=actor.id, amount=amount, created=tx.now)
    lines = [Line(actor.id, Bucket.AVAILABLE, -amount), Line(actor.id, Bucket.PAYOUT, amount)]
    posted = await post(tx, key=f"withdraw:{request}", kind="withdraw", lines=lines)
    await tell(tx, posted, actor.id, amount=-amount, operation=f"Вывод средств, заявка №{request}")
    return request


@command(Role.ADMIN)
async def pay_withdrawal(tx: Transaction, actor: Actor, withdrawal_id: int) -> Withdrawal:
    """Record that a requested sum was sent out.

    Args:
        tx: the transaction.
        actor: an administrator.
        withdrawal_id: of the request.

    Raises:
        NotFound: no such request.
        WrongState: it is closed already, or payouts are frozen by the auditor.
    """
    reason = await frozen(tx)
    if reason is not None:
        raise WrongState(f"Выплаты остановлены проверкой книги счетов: {reason}")
    request = await _close(tx, withdrawal_id, "paid", "")
    lines = [Line(request.person_id, Bucket.PAYOUT, -request.amount), Line(EXCHANGE, Bucket.WORLD, request.amount)]
    await post(tx, key=f"withdrawn:{request.id}", kind="withdrawn", lines=lines)
    return request


@command(Role.ADMIN)
async def reject_withdrawal(tx: Transaction, actor: Actor, withdrawal_id: int, reason: str) -> Withdrawal:
    """Refuse a request; the sum is available again.

    Args:
        tx: the transaction.
        actor: an administrator.
        withdrawal_id: of the request.
        reason: shown to the person, 1 to 1000 characters.

    Raises:
        Invalid: no reason, or one that is too long.
        NotFound: no such request.
        WrongState: it is closed already.
    """
    if not 1 <= len(reason.strip()) <= 1000:
        raise Invalid("Укажите причину отказа, от 1 до 1000 символов.", field="reason")
    request = await _close(tx, withdrawal_id, "rejected", reason)
    lines = [
        Line(request.person_id, Bucket.PAYOUT, -request.amount),
        Line(request.person_id, Bucket.AVAILABLE, request.amount),
    ]
    posted = await post(tx, key=f"withdraw-rejected:{request.id}", kind="withdraw-rejected", lines=lines)
    operation = f"Возврат по отклонённой заявке на вывод №{request.id}"
    await tell(tx, posted, request.person_id, amount=request.amount, operation=operation)
    return request


async def freeze_payouts(tx: Transaction, reason: str) -> None:
    """Stop payouts because the ledger does not add up; the first reason stands until an administrator lifts it."""
    await tx.run(PUT_FREEZE, since=tx.now, reason=reason)


@command(Role.ADMIN)
async def lift_freeze(tx: Transaction, actor: Actor) -> None:
    """Let payouts go on.

    Raises:
        WrongState: they are not frozen.
    """
    if not await tx.run(LIFT_FREEZE):
        raise WrongState("Выплаты не остановлены.")


async def _promo(tx: Transaction, person_id: int, points: int, operation: str) -> None:
    lines = [Line(EXCHANGE, Bucket.PROMO_ISSUED, -points), Line(person_id, Bucket.PROMO, points)]
    posted = await post(tx, key=f"promo:{tx.ids.token()}", kind="promo", lines=lines)
    await tell(tx, posted, person_id, amount=points, operation=operation, promo=True)


async def _close(tx: Transaction, withdrawal_id: int, state: str, reason: str) -> Withdrawal:
    closed = await tx.first(CLOSE_WITHDRAWAL, withdrawal_id=withdrawal_id, new_state=state, why=reason, moment=tx.now)
    if closed is not None:
        return closed
    if await tx.first(WITHDRAWAL, withdrawal_id=withdrawal_id) is None:
        raise NotFound("Заявки на вывод с таким номером нет.", field="id")
    raise WrongState("Заявка на вывод уже закрыта.")


async def _must_exist(tx: Transaction, person_id: int) -> None:
    if await person_row(tx, person_id) is None:
        raise NotFound("Пользователя с таким номером нет.", field="id")


def _check(amount: int) -> None:
    if not 0 < amount <= LARGEST:
        raise Invalid("Сумма должна быть больше нуля и не больше ста миллионов рублей.", field="amount")
