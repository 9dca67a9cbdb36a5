"""Words by which people name signs, hosts of mail and ends of sites: the tables that said addresses are read with.

All are folded: small letters, «е» for «ё», no apostrophes. Parts of patterns stand where a word has many endings.
"""

SIGNS: dict[str, list[str]] = {
    "@": [
        "собак[аиуеой]{1,2}", "собачк[аиуеой]{1,2}", "собачеч?к[аиуеой]{1,2}", "песик[а-я]{0,2}",
        "псин[ауой]{1,2}", "равлик[а-я]{0,2}", "мавпочк[аиуою]{1,2}", "песел", "гав(?:[ -]?гав)?", "эт", "ет", "ат",
        "doggy", "sobaka", "at sign",
    ],
    ".": [
        "точк[аиуеой]{1,2}", "точечк[аиуеой]{1,2}", "тчк", "тчка", "крапк[аиуою]{1,2}", "крапочк[аиуою]{1,2}", "дот", "dot",
        "tochka", "поинт",
    ],
    "_": [
        "нижн[а-яіїє]{1,3} (?:пробел[а-я]{0,2}|тире|дефис[а-я]{0,2}|черт[аоуй]{1,2}|прочерк)",
        "нижн[а-яіїє]{1,3} (?:подчерк[а-я]{0,10}|п[іи]дкресл[а-яіїє]{0,6})",
        "подчерк[а-я]{0,10}", "п[іи]дкресл[а-яіїє]{0,6}", "under ?score", "анд[еэ]р ?скор[а-я]{0,2}", "lower dash", "low line",
    ],
    "-": [
        "дефис[а-я]{0,2}", "деф[іи]с", "тире", "минус[а-я]{0,2}", "м[іи]нус", "черточк[аиуеой]{1,2}", "риск[аиуою]{1,2}",
        "рисочк[аиуою]{1,2}",
        "dash", "hyphen",
    ],
    ":": ["двоеточи[еяю]", "двокрапк[аиуою]{1,2}"],
    "/": ["косая(?: черта)?", "слеш[а-я]{0,2}", "слэш[а-я]{0,2}", "слешик", "слэшик", "скісна(?: риска)?", "slash", "дробь"],
    "#": ["реш[еі]тк[аиуеой]{1,2}", "хеш(?:тег)?", "хэш"],
}  # fmt: skip
"""Names of signs, by the sign."""

SIGN_PICTURES: dict[str, str] = {"@": "🐕🐶🐩🦮🐾🐌🐒🌭", ".": "🔴🟢🔵🟡🟠🟣🟤⚫⚪●○◉•·∙⋅⬤▪◾◼◦⏺"}
"""Pictures and signs that stand for another sign, by the sign."""

HOSTS: dict[str, list[str]] = {
    "mail": ["мэйл", "мейл", "меил", "маил", "майл", "мыло", "mail"],
    "yandex": ["яндекс[аеу]?", "yandex"],
    "ya": ["ya"],
    "gmail": [
        "джи?м[аэе][ийе]л[аеу]?",
        "джэм[аэе][ийе]л",
        "жи?м[аэе][ийе]л[аеу]?",
        "ги?м[аэе][ийе]л[аеу]?",
        "гугл(?:мейл|почта)",
        "gmail",
        "googlemail",
    ],
    "rambler": ["рамблер[аеу]?", "rambler"],
    "ukr": ["укр", "ukr"],
    "ukr.net": ["укрнет"],
    "bk": ["бк", "bk"],
    "list": ["лист", "list"],
    "inbox": ["инбокс", "інбокс", "inbox"],
    "outlook": ["аутлук", "оутлук", "outlook"],
    "hotmail": ["хотм[аэе][ий]л", "hotmail"],
    "icloud": ["айклауд", "icloud"],
    "proton": ["протон", "proton", "protonmail"],
    "meta": ["мета", "meta"],
    "tut": ["tut"],
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

WORDS = frozenset(
    [
        "by",
        "io",
        "me",
        "pro",
        "online",
        "site",
        "dev",
        "app",
        "biz",
        "store",
        "shop",
        "info",
        "про",
        "ми",
        "нет",
        "саит",
        "сайт",
        "бай",
        "су",
    ]
)
"""Ends that are words as well: they need a dot, however it is said, before them."""

MAIL_CUES = "почт пошт ящик мыло мейл мэйл майл емейл имейл емэйл email e-mail mail шлите пришл присыл надсил отправ адрес ссылайте"
"""Beginnings of words that speak of mail."""
SITE_CUES = "сайт браузер страниц сторінк портфолио адрес ссылк site website заход переход набер наберіт линк"
"""Beginnings of words that speak of sites."""
