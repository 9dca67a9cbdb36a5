"""What the second act of the demo tells, in both languages, and the article that it sells."""

from birzha.cli.texts import Text

ARTICLE_TITLE = "Калина — куст, который кормит зимой"
ARTICLE_ABOUT = "Когда собирать ягоду, чтобы она не горчила, как её хранить без сахара и что с ней печь в январе."
ARTICLE_KEYWORDS = "калина, зимние ягоды, пирог"
ARTICLE = """Калину торопят зря. До первых морозов ягода горчит, и горечь эту не перебить ни мёдом, ни терпением. Дождитесь двух \
ночей с инеем, срежьте кисти вместе с веточками и повесьте их на чердаке или на балконе, где холодно и не капает.

Так калина висит до весны: замерзает, оттаивает и становится только слаще. Нужна горсть — снимите кисть, оберите ягоды и \
разомните в миске. Косточки плоские, их не глотают: протрите мякоть через сито и смешайте с мёдом один к одному.

Лучшее, что можно из неё испечь, — пирог на ржаном тесте. Раскатайте тесто тонко, положите слой калины в палец толщиной, \
накройте вторым листом и поставьте в жаркую печь на сорок минут. Запах, честно предупредим, на любителя; вкус — нет."""
SEARCHED = "калиной"

WRITTEN = Text(
    ru="Действие второе. {author} пишет статью «{title}» за {price}, даёт на неё скидку {discount} % на два дня и отдаёт модератору. "
    "В продаже её ещё нет.",
    en="Act two. {author} writes the article “{title}” for {price}, gives {discount} % off for two days and offers it to a "
    "moderator. It is not on sale yet.",
)
APPROVED = Text(
    ru="Модератор {moderator} читает статью: орфография и пунктуация без ошибок, к стилю есть замечание. Уникальность {uniq} %. "
    "Статья в продаже.",
    en="The moderator {moderator} reads it: spelling and punctuation are clean, the style is not. Uniqueness {uniq} %. "
    "It is on sale.",
)
FOUND = Text(
    ru="{customer} ищет «{words}» и находит статью: со скидкой и комиссией {full}. Описание — картинка PNG, {size} байт.",
    en="{customer} searches for “{words}” and finds it: {full} with discount and fee. The description is a PNG of {size} bytes.",
)
BOUGHT = Text(
    ru="{customer} покупает статью за {full}. {author} получает {earned}, биржа {fee}; в продаже статьи больше нет.",
    en="{customer} buys the article for {full}. {author} gets {earned}, the exchange {fee}; it is no longer on sale.",
)
DOWNLOADED = Text(
    ru="{customer} скачивает архив ZIP, {size} байт. Внутри «{name}» — тот самый текст, знак в знак.",
    en="{customer} downloads a ZIP of {size} bytes. In it is “{name}”, the very same text.",
)
ARCHIVED = Text(
    ru="{customer} убирает статью в архив: среди купленных её нет, из архива она читается.",
    en="{customer} puts it into the archive: it is not among the bought ones, and can be read from there.",
)

WHAT_FOUND = Text(ru="найденные статьи", en="the articles found")
WHAT_QUEUE = Text(ru="статья в очереди модератора", en="the article in the moderator's queue")
WHAT_PRICE = Text(ru="цена и скидка статьи", en="the article's price and discount")
WHAT_MARKS = Text(ru="оценки модератора", en="the moderator's marks")
WHAT_UNIQ = Text(ru="уникальность статьи", en="the article's uniqueness")
WHAT_PICTURE = Text(ru="картинка описания", en="the description's picture")
WHAT_STATEMENT = Text(ru="строка выписки о покупке", en="the statement's row of the purchase")
WHAT_NAMES = Text(ru="файлы в архиве ZIP", en="the files in the ZIP")
WHAT_TEXT = Text(ru="текст статьи", en="the article's text")
WHAT_ARCHIVE = Text(ru="статьи в архиве", en="the articles in the archive")
WHAT_BOUGHT = Text(ru="купленные статьи", en="the bought articles")
THE_SAME = Text(ru="тот же самый текст", en="the very same text")
ANOTHER = Text(ru="другой текст", en="another text")
