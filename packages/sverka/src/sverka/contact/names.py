"""Words by which people name signs, hosts, networks and themselves: the tables that disguised contacts are read with.

All are folded: small letters, «е» for «ё», no apostrophes. Parts of patterns stand where a word has many endings.
"""

SIGNS: dict[str, list[str]] = {
    "@": [
        "собак[аиуеой]{1,2}", "собачк[аиуеой]{1,2}", "собачеч?к[аиуеой]{1,2}", "песик[а-я]{0,2}",
        "псин[ауой]{1,2}", "равлик[а-я]{0,2}", "мавпочк[аиуою]{1,2}", "песел", "гав(?:[ -]?гав)?", "эт", "ет", "ат",
        "dog", "doggy", "sobaka", "at sign", "at",
    ],
    ".": [
        "точк[аиуеой]{1,2}", "точечк[аиуеой]{1,2}", "тчк", "тчка", "крапк[аиуою]{1,2}", "крапочк[аиуою]{1,2}", "дот", "dot",
        "tochka", "поинт", "point",
    ],
    "_": [
        "нижн[а-яіїє]{1,3} (?:подчерк[а-я]{0,10}|пробел[а-я]{0,2}|тире|дефис[а-я]{0,2}|черт[аоуй]{1,2}|п[іи]дкресл[а-яіїє]{0,6}|прочерк)",
        "подчерк[а-я]{0,10}", "п[іи]дкресл[а-яіїє]{0,6}", "under ?score", "анд[еэ]р ?скор[а-я]{0,2}", "lower dash", "low line",
    ],
    "-": [
        "дефис[а-я]{0,2}", "деф[іи]с", "тире", "минус[а-я]{0,2}", "м[іи]нус", "черточк[аиуеой]{1,2}", "риск[аиуою]{1,2}", "рисочк[аиуою]{1,2}",
        "dash", "hyphen", "minus",
    ],
    ":": ["двоеточи[еяю]", "двокрапк[аиуою]{1,2}", "colon"],
    "/": ["косая(?: черта)?", "слеш[а-я]{0,2}", "слэш[а-я]{0,2}", "слешик", "слэшик", "скісна(?: риска)?", "slash", "дробь"],
    "#": ["реш[еі]тк[аиуеой]{1,2}", "хеш(?:тег)?", "хэш", "hash"],
}  # fmt: skip
"""Names of signs, by the sign."""

SIGN_PICTURES: dict[str, str] = {"@": "🐕🐶🐩🦮🐾🐌🐒🌭", ".": "🔴🟢🔵🟡🟠🟣🟤⚫⚪●○◉•·∙⋅⬤▪◾◼◦⏺"}
"""Pictures and signs that stand for another sign, by the sign."""

HOSTS: dict[str, list[str]] = {
    "mail": ["мэйл", "мейл", "меил", "маил", "майл", "мыло", "mail"],
    "yandex": ["яндекс[аеу]?", "yandex"],
    "ya": ["я", "ya"],
    "gmail": ["(?:дж|ж|г|джи|жи|джэ|ги)м[аэе][ийе]л[аеу]?", "гугл(?:мейл|почта)", "gmail", "googlemail"],
    "rambler": ["рамблер[аеу]?", "rambler"],
    "ukr": ["укр", "ukr"],
    "ukr.net": ["укрнет", "ukrnet"],
    "bk": ["бк", "bk"],
    "list": ["лист", "list"],
    "inbox": ["инбокс", "інбокс", "inbox"],
    "outlook": ["аутлук", "оутлук", "outlook"],
    "hotmail": ["хотм[аэе][ий]л", "hotmail"],
    "icloud": ["айклауд", "icloud"],
    "proton": ["протон", "proton", "protonmail"],
    "meta": ["мета", "meta"],
    "i": ["ай", "i"],
    "tut": ["тут", "tut"],
    "yahoo": ["яху", "yahoo"],
}
"""Hosts of mail as they are said, by their name."""

ZONES: dict[str, list[str]] = {
    "ru": ["ру", "ru"],
    "com": ["ком", "com"],
    "net": ["нет", "net"],
    "org": ["орг", "org"],
    "ua": ["юа", "уа", "ua"],
    "io": ["аио", "айо", "ио", "io"],
    "by": ["бай", "by"],
    "kz": ["кз", "кей зет", "kz"],
    "рф": ["рф", "эрэф"],
    "su": ["су", "su"],
    "info": ["инфо", "info"],
    "pro": ["про", "pro"],
    "me": ["ми", "me"],
    "online": ["онлаин", "онлайн", "online"],
    "site": ["саит", "сайт", "site"],
    "dev": ["дев", "dev"],
    "app": ["апп", "app"],
    "biz": ["биз", "biz"],
    "store": ["стор", "store"],
    "shop": ["шоп", "shop"],
}
"""Ends of names of sites as they are said, by what is written."""

SLANG = [
    "т[ .-]{1,2}г", "тг", "tg", "тгшк[аеуи]", "тегешк[аеуи]", "телег[аеуи]", "тележк[аеуи]", "телегр?ам+[а-я]{0,2}", "телеграф[а-я]{0,2}", "телик[а-я]{0,2}", "телеграмчик[а-я]{0,2}", 
    "самолет(?:ик)?[а-я]{0,2}", "в[ао@]т[сц]?[ао]п[а-я]{0,3}", "вотс[а-я]{0,3}", "ватс[а-я]{0,3}", "вацап[а-я]{0,3}", "воцап[а-я]{0,3}",
    "вайб[а-я]{0,4}", "ваибер[а-я]{0,3}", "в[а@]йбер[а-я]{0,3}", "скайп[а-я]{0,4}", "скаип[а-я]{0,4}", "дис", "дс", "ds", "дискорд[а-я]{0,3}", "дискордик[а-я]{0,2}",
    "аськ[аеуи]", "в[ .-]{1,2}к", "вк", "vk", "вкшк[аеуи]", "вэка", "(?:в ?)?контактик[а-я]{0,2}", "в ?контакт[еау]", "фб", "fb", "фейсбук[а-я]{0,2}", "фейсик[а-я]{0,2}",
    "инст", "инст[аеуы]", "инстик[а-я]{0,2}", "инстаграмм?[а-я]{0,3}", "инстаграмчик[а-я]{0,2}", "ig", "одноклассник[а-я]{0,2}", "однокашник[а-я]{0,2}", "ютуб[а-я]{0,2}", "ютюб[а-я]{0,2}", "ютьюб[а-я]{0,2}",
    "тикток[а-я]{0,2}", "тик ток[а-я]{0,2}", "твиттер[а-я]{0,2}", "твиттере?", "твич[а-я]{0,2}", "стим[а-я]{0,2}", "пинтерест[а-я]{0,2}", "тредс[а-я]{0,2}", "линкедин[а-я]{0,2}",
    "сигнал[а-я]{0,2}", "зум[а-я]{0,2}", "макс[еа]?", "мах", "биханс[а-я]?", 
]  # fmt: skip
"""Networks and messengers as they are said: nobody but people who want to be reached says it so."""

GENERAL = ["лс", "личк[аеуи]", "директ[а-я]{0,2}", "соцсет[а-я]{1,3}", "соцмереж[а-яі]{0,3}", "месс?ендж[а-я]{2,5}", "дзен[а-я]{0,2}"]
"""Words for networks of any kind."""

NETWORKS = [
    "telegram", "whats ?app", "viber", "skype", "discord", "icq", "vkontakte", "facebook", "instagram", "insta", "youtube", "tik ?tok",
    "twitter", "twitch", "steam", "pinterest", "threads", "linkedin", "behance", "signal", "zoom", "snapchat", "slack", "line", "wechat",
    "messenger", "✈",
]  # fmt: skip
"""Networks and messengers by their names, which stand in any text about them."""

SELVES = [
    "ник(?:неим|нейм)?(?:ом|а|у|е)?", "н[іи]к(?:неим|нейм)?(?:ом|а|у|е|ові)?", "никнейм", "nick(?: ?name)?", "логин(?:ом|а|у|е)?", "лог[іи]н(?:ом|а|у|і)?",
    "login", "юзер ?(?:нейм|неим|name)?[а-я]{0,2}", "user ?name", "handle", "аккаунт(?:а|е|у|ом)?", "акаунт(?:а|і|у|ом)?", "акк(?:а|е|у|ом)?", "account", "id", "аиди", "айди", "ід",
    "(?:имя|ім.?я) (?:с|з|із|со) (?:собач?к[а-я]{1,3}|равлик[а-я]{0,2}|песик[а-я]{0,2})", "имя пользователя", "імя користувача", "профил[ьяеюи]{1,2}", "страниц[аеуы]", "страничк[аеуи]", "сторінк[ауи]", "канал(?:а|е)?",
]  # fmt: skip
"""What people call the name that they have on a network."""

FILLERS = (
    "я мой моя мои мое мій моє моя там тут здесь это он она вот есть наш наша меня мене мне мені нас найдете найти найдешь найди "
    "ищи ищите шукай шукайте искать ник ником нік ніком логин логином логін под по с на в как и я ж же такой так называюсь зовут "
    "звать аккаунт акк акаунт id айди аиди имя імя контакт адрес пишите пиши пишіть стучите стучи стукни добавляй добавляйте добавь "
    "жду сюда туда личка лс тоже также везде всюди скрізь юзер юзернейм собака собачка @ мессенджер ссылка номер user username is my me "
    "at on as find add name the i am im крапка live"
).split()
"""What may stand between the name of a network and the name that somebody has there."""

MAIL_CUES = "почт пошт ящик мыло мейл мэйл майл емейл имейл емэйл email e-mail mail шлите пришл присыл надсил отправ адрес ссылайте"
"""Beginnings of words that speak of mail."""
SITE_CUES = "сайт браузер страниц сторінк портфолио адрес ссылк site website заход переход набер наберіт линк"
"""Beginnings of words that speak of sites."""

FILES = (
    "html? php css js ts jsx tsx py rb go rs java cpp hpp cs exe dll zip rar 7z tar gz pdf docx? xlsx? pptx? txt csv json xml ya?ml md ini cfg conf log sql "
    "png jpe?g gif svg webp psd ai eps mp3 mp4 avi mov wav bak tmp bat sh iso apk ipa ttf otf woff2? vue lock toml env"
).split()
"""Ends of names of files: they are no names of people."""

PRODUCTS = (
    "bitrix24 1c office365 windows\\d* win\\d+ mp[34] h26[45] html5 css3 es6 web[23] gpt-?[\\d.]\\w* chatgpt-?\\w* python[23]? php\\d java\\d+ "
    "utf-?\\d+ sha\\d+ md5 base64 x64 x86 i18n l10n k8s s3 ec2 b2b b2c c2c d2c p2p 3d 2d gta\\d? cs2 dota2 ps[345] usb\\d? ipv[46] oauth2 "
    "http2 log4j e-mail email e-commerce wi-fi on-line off-line web-\\w+ pop-up real-time open-source end-to-end "
    "[a-z]+-bot bot-api sd-card id3 node[.]js vue[.]js asp[.]net react[.]js u[.]s[.]? e[.]g[.]? i[.]e[.]? p[.]s[.]? p[.]m[.]? a[.]m[.]? "
    "api_\\w+ \\w+_(?:id|api|url|name|bot_api|token|key) user_\\w+"
).split()
"""Patterns of words with signs and digits in them that are no names of people."""
