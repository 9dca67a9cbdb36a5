"""What the demo tells, in both languages."""

from birzha.cli.texts import Text

TITLE = Text(
    ru="Жизнь заказа, статьи и кворка на новой бирже {url}",
    en="The life of an order, of an article and of a kwork on a fresh exchange at {url}",
)
COLUMN_TIME = Text(ru="время", en="time")
COLUMN_EVENT = Text(ru="что произошло", en="what happened")
COLUMN_CUSTOMER = Text(ru="у заказчика", en="customer")
COLUMN_HELD = Text(ru="отложено", en="held")
COLUMN_PERFORMER = Text(ru="у исполнителя", en="performer")
COLUMN_FEE = Text(ru="у биржи", en="exchange")

BREAD_TITLE = "Ржаной хлеб на закваске: как испечь его дома"
OWN_TITLE = "Статья для сайта"
BRIEF = (
    "Нужна понятная статья для тех, кто берётся за это впервые: по порядку, без воды, с объяснением, почему так, а не иначе. "
    "Проверим на уникальность и на объём."
)
BID = "Пишу на эту тему не первый год, сдам завтра к обеду."
SECOND_TITLE = "Описание садовых ножниц"
SECOND_BRIEF = "Короткое описание для карточки товара."
SECOND_BID = "Возьмусь, тема знакомая."
REWORKED = "Переписала своими словами всё, что нашла проверка."

OPENED = Text(
    ru="Биржа открыта, часы стоят. Заказчик — {customer}, на счету {balance}.",
    en="The exchange is open, its clock stands. The customer {customer} has {balance}.",
)
PLACED = Text(
    ru="{customer} размещает заказ №{order} «{title}»: объём {size} зн., {unit} за тысячу, всего {full}, "
    "уникальность от {uniq} %.",
    en="{customer} places order {order} “{title}”: {size} characters at {unit} a thousand, {full} in all, "
    "uniqueness {uniq} % or more.",
)
SEEN = Text(
    ru="Исполнитель {performer} видит его среди {count} доступных заказов и подаёт заявку: «{bid}»",
    en="The performer {performer} sees it among {count} available orders and bids: “{bid}”",
)
ACCEPTED = Text(
    ru="{customer} принимает заявку. Отложено {held}: цена и 5 % комиссии.",
    en="{customer} accepts the bid. {held} is held: the price and a fee of 5 %.",
)
TOO_SHORT = Text(
    ru="{performer} сдаёт половину, {size} зн. Биржа не принимает: «{refusal}»",
    en="{performer} submits half of it, {size} characters. The exchange refuses: “{refusal}”",
)
SENT_BACK = Text(
    ru="{performer} сдаёт всю статью. Проверка находит уникальность {found} % вместо {uniq} % и возвращает её на доработку.",
    en="{performer} submits the whole article. The check finds uniqueness {found} %, not {uniq} %, and sends it back.",
)
REDONE = Text(
    ru="{performer} сдаёт доработанную статью: уникальность {found} %. Заказ на проверке у заказчика.",
    en="{performer} submits the reworked article: uniqueness {found} %. The customer is to check it.",
)
PAID = Text(
    ru="{customer} скачивает текст — тот самый, знак в знак — и принимает работу. {performer} получает {earned}, биржа {fee}, "
    "рейтинг растёт на {points}.",
    en="{customer} downloads the text, the very same, and accepts the work. {performer} gets {earned}, the exchange {fee}; "
    "the rating grows by {points}.",
)
SECOND = Text(
    ru="Второй заказ, №{order}: {full} за всё, срок двое суток. За него берётся {performer}, отложено {held}.",
    en="A second order, {order}: {full} for the whole, due in two days. {performer} takes it, {held} is held.",
)
OVERDUE = Text(
    ru="Часы переведены на трое суток вперёд. Заказ просрочен, обе стороны получили сообщения.",
    en="The clock is turned three days forward. The order is overdue, and both sides have been told.",
)
EXTENDED = Text(
    ru="{customer} продлевает срок ещё на двое суток: заказ снова в работе.",
    en="{customer} extends the deadline by two more days: the order is in work again.",
)
OVERDUE_AGAIN = Text(
    ru="Ещё трое суток вперёд: снова просрочен.",
    en="Three more days forward: overdue again.",
)
FAILED = Text(
    ru="{customer} снимает заказ с исполнителя. {held} возвращаются, {performer} теряет {penalty} баллов рейтинга.",
    en="{customer} cancels it. {held} comes back, {performer} loses {penalty} rating points.",
)
COPIED = Text(
    ru="{customer} копирует заказ: №{order} опубликован и ждёт другого исполнителя.",
    en="{customer} copies the order: {order} is published and waits for another performer.",
)
AUDITED = Text(
    ru="Ревизор проверил все проводки, их {transfers}: всё сходится до копейки.",
    en="The auditor has checked all {transfers} transfers: every kopeck is there.",
)
SUMS = Text(
    ru="Итого: у людей {people} + отложено {held} + у биржи {fee} = внесено {brought}.",
    en="In all: people have {people} + held {held} + the exchange {fee} = brought in {brought}.",
)
DIFFERS = Text(
    ru="Шаг {step} пошёл не так: {what} — {got}, а должно быть {wanted}.",
    en="Step {step} went wrong: {what} is {got} and should be {wanted}.",
)
BROKE = Text(ru="Шаг {step} не удался: {reason}", en="Step {step} failed: {reason}")
TEXT_TOO_SHORT = Text(
    ru="В файле {path} только {size} знаков: для рассказа нужно не меньше {least}.",
    en="The file {path} has only {size} characters: the story takes {least} or more.",
)
TEXT_TOO_LONG = Text(
    ru="В файле {path} {size} знаков: биржа принимает не больше {most}.",
    en="The file {path} has {size} characters: the exchange takes {most} at most.",
)
TEXT_NOT_UTF8 = Text(ru="Файл {path} — не текст в UTF-8.", en="The file {path} is not text in UTF-8.")

WHAT_BALANCE = Text(ru="счёт заказчика", en="the customer's balance")
WHAT_STATUS = Text(ru="состояние заказа", en="the order's status")
WHAT_LEDGER = Text(
    ru="счета (заказчик, отложено, исполнитель, биржа)", en="the ledger (customer, held, performer, exchange)"
)
WHAT_LISTED = Text(ru="заказ среди доступных", en="the order among the available ones")
WHAT_BIDS = Text(ru="заявки на заказ", en="bids on the order")
WHAT_REFUSAL = Text(ru="ответ на короткий текст", en="the answer to a short text")
WHAT_FIGURE = Text(ru="уникальность результата", en="the result's uniqueness")
WHAT_RESULT = Text(ru="состояние результата", en="the result's status")
WHAT_TEXT = Text(ru="скачанный текст", en="the downloaded text")
WHAT_RATE = Text(ru="рейтинг исполнителя", en="the performer's rating")
WHAT_STATEMENT = Text(ru="строка выписки", en="the row of the statement")
WHAT_MESSAGES = Text(ru="сообщения о просрочке", en="messages about the deadline")
WHAT_COPY = Text(ru="копия заказа", en="the order's copy")
WHAT_PRICE = Text(ru="цена заказа", en="the order's price")
WHAT_AUDIT = Text(ru="замечания ревизора", en="what the auditor says")
WHAT_SUM = Text(ru="сумма всех счетов", en="the sum of all accounts")
THE_SAME = Text(ru="тот же самый текст", en="the very same text")
ANOTHER = Text(ru="другой текст", en="another text")
