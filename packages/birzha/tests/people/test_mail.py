"""Letters reach the outbox whole, or the console."""

import email
import email.policy
import io
from pathlib import Path

from birzha.ids import SeededIds
from birzha.people.mail import ConsoleMailer, Letter, OutboxMailer

LETTER = Letter(to="ivan@mail.ru", subject="Новый пароль", text="Здравствуйте!\nВот ссылка.\n", date=1_700_000_000)


async def test_a_letter_in_the_outbox(tmp_path: Path) -> None:
    """Each letter is one readable message, and nothing unfinished lies beside it."""
    mailer = OutboxMailer(tmp_path / "out", SeededIds(1), sender="birzha@example.com")
    await mailer.send(LETTER)
    await mailer.send(LETTER)
    files = sorted((tmp_path / "out").iterdir())
    assert [each.suffix for each in files] == [".eml", ".eml"]
    message = email.message_from_bytes(files[0].read_bytes(), policy=email.policy.default)
    assert (message["To"], message["From"], message["Subject"]) == (LETTER.to, "birzha@example.com", LETTER.subject)
    assert message["Date"].datetime.timestamp() == LETTER.date
    assert message.get_content() == LETTER.text


async def test_a_letter_on_the_console() -> None:
    """The sandbox prints the letter with its head."""
    stream = io.StringIO()
    await ConsoleMailer(stream).send(LETTER)
    assert stream.getvalue() == "To: ivan@mail.ru\nSubject: Новый пароль\n\nЗдравствуйте!\nВот ссылка.\n\n"
