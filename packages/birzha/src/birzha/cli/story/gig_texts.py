"""What the third act of the demo tells, in both languages, and the kwork that it sells."""

from birzha.cli.texts import Text

TITLE = "Напишу рецепт пирога с калиной"
ABOUT = "Рецепт с граммами, минутами и честным предупреждением о запахе; испечён дважды, прежде чем записан."
REQUIREMENTS = "Какая у вас печь и сколько едоков."
EXTRA = "Подписи к фотографиям"
WISH = "Печь обычная, едоков шестеро, все голодные."
RECIPE = """Пирог с калиной на шестерых. Мука ржаная 300 г, пшеничная 100 г, кефир 250 мл, соль 6 г, сода 5 г, калина 400 г и \
120 г мёда.

Протрите ягоду через сито, смешайте с мёдом. Замесите тесто, поделите надвое, раскатайте в палец. На первый лист — начинку, \
сверху второй, края защипните, посередине оставьте отверстие: без него пирог вздуется. Печь 40 минут при 200 градусах.

Снимок 1. Тесто отдыхает. Снимок 2. Начинка легла ровно. Снимок 3. Готово, окна уже открыты."""
FIRST_WORDS = "Рецепт подробный, но пирог ещё в печи, поэтому пока без восторгов: допишу позже."
SECOND_WORDS = "Пирог съели за вечер, окна проветрили. Граммы и минуты точны, рецепт работает!"
PROJECT = "Статья о сушке ягод"
PROJECT_ABOUT = "Как сушить калину и рябину без печи: чердак, сушилка, микроволновка. Для тех, кто пробует впервые."

WRITTEN = Text(
    ru="Действие третье. {seller} предлагает кворк «{title}» за {price} и опцию «{extra}» за {more}. Пока его не прочёл модератор, "
    "в каталоге Kwork его нет.",
    en="Act three. {seller} offers the kwork “{title}” for {price} and the extra “{extra}” for {more}. Until a moderator has read "
    "it, Kwork's catalogue does not have it.",
)
PUBLISHED = Text(
    ru="{moderator} публикует кворк. {customer} входит через API Kwork: в каталоге {count} кворков, новый стоит первым, рейтинга "
    "у него ещё нет. В избранное.",
    en="{moderator} publishes it. {customer} signs in through Kwork's API: of {count} kworks in the catalogue it is the newest, "
    "with no rating yet. It goes to the favourites.",
)
BOUGHT = Text(
    ru="{customer} покупает кворк с опцией за {price}, отложено {held}. Заказ №{order} один на оба API: в Kwork он in_progress, "
    "в eTXT — в работе. {seller} получает уведомление.",
    en="{customer} buys it with the extra for {price}, {held} is held. Order {order} is one in both APIs: in_progress in Kwork, "
    "in work in eTXT. {seller} is notified.",
)
DELIVERED = Text(
    ru="{seller} находит его через projects.get_worker_orders() и сдаёт рецепт, {size} зн. Заказ на проверке.",
    en="{seller} finds it by projects.get_worker_orders() and submits the recipe, {size} characters. The customer is to check it.",
)
ACCEPTED = Text(
    ru="{customer} принимает работу через eTXT, и в Kwork проект завершён. {seller} получает {earned}, биржа {fee}.",
    en="{customer} accepts it through eTXT, and in Kwork the project is completed. {seller} gets {earned}, the exchange {fee}.",
)
REVIEWED = Text(
    ru="{customer} ставит {stars} звезды: у кворка рейтинг {rating}. Для eTXT такой отзыв ни хороший, ни плохой, "
    "users.getReports его не называет.",
    en="{customer} gives {stars} stars: the kwork's rating is {rating}. To eTXT such a review is neither good nor bad, and "
    "users.getReports leaves it out.",
)
EDITED = Text(
    ru="Полчаса спустя пирог съеден, и звёзд уже {stars}: рейтинг вырос до {rating}, а в eTXT прибавился хороший отзыв.",
    en="Half an hour later the pie is eaten, and the stars are {stars}: the rating grows to {rating}, and eTXT has one more good "
    "review.",
)
PLACED = Text(
    ru="{customer} размещает через tasks.saveTask eTXT заказ №{order} «{title}». {seller} находит его в Kwork через "
    "projects.get_list(): открыт, бюджет {budget}.",
    en="{customer} places order {order} “{title}” through eTXT's tasks.saveTask. {seller} finds it by Kwork's "
    "projects.get_list(): open, a budget of {budget}.",
)

WHAT_HIDDEN = Text(ru="кворк до модерации", en="the kwork before moderation")
WHAT_STATE = Text(ru="состояние кворка у автора", en="the kwork's state as its seller sees it")
WHAT_QUEUE = Text(ru="кворк в очереди модератора", en="the kwork in the moderator's queue")
WHAT_CATALOGUE = Text(ru="первый кворк каталога", en="the first kwork of the catalogue")
WHAT_PAGE = Text(ru="цена, срок и опции кворка", en="the kwork's price, days and extras")
WHAT_RATING = Text(ru="рейтинг и отзывы кворка", en="the kwork's rating and reviews")
WHAT_FAVOURITES = Text(ru="кворк в избранном", en="the kwork among the favourites")
WHAT_PROJECT = Text(ru="проект в Kwork", en="the project in Kwork")
WHAT_TASK = Text(ru="заказ в eTXT", en="the order in eTXT")
WHAT_NOTICE = Text(ru="уведомление о покупке", en="the notification of the purchase")
WHAT_STATEMENT = Text(ru="строка выписки о кворке", en="the statement's row of the kwork")
WHAT_REPORTS = Text(ru="отзывы в eTXT (хорошие, плохие)", en="the reviews in eTXT (good, bad)")
NOT_FOUND = Text(ru="не найден", en="not found")
FOUND = Text(ru="виден всем", en="seen by everybody")
