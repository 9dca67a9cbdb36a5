"""Everything that the command line says, in both languages, each text once."""

from dataclasses import dataclass

from birzha.cli.language import Speech
from birzha.configuration import Flaw


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the command line; ``str()`` gives it in the language in use.

    Args:
        ru: in Russian.
        en: in English.
    """

    ru: str
    en: str

    def __str__(self) -> str:
        """The text in the language in use."""
        return self.ru if Speech.language == "ru" else self.en

    def said(self, **values: object) -> str:
        """The text with its ``{names}`` filled in."""
        return str(self).format(**values)


ABOUT = Text(
    ru="Биржа фриланса и текстов, которая говорит на чужих API. Неофициальная.",
    en="A freelance and content exchange that speaks the APIs of others. Unofficial.",
)
UP = Text(
    ru="Запустить песочницу: биржу с демонстрационными людьми, игровыми деньгами и управляемыми часами.",
    en="Start the sandbox: an exchange with demo people, play money and a clock to turn.",
)
UP_MORE = Text(
    ru="Настраивать нечего: SQLite в папке данных, всё остаётся там до следующего запуска. "
    "Часы при каждом запуске идут от времени компьютера.",
    en="There is nothing to configure: SQLite in the data folder, and everything stays there for the next start. "
    "The clock starts running at the machine's time.",
)
SERVE = Text(
    ru="Запустить настоящую биржу. Нужны BIRZHA_SECRET_KEY и база данных; управления песочницей нет.",
    en="Run a real exchange. It needs BIRZHA_SECRET_KEY and a database, and has no sandbox controls.",
)
DEMO = Text(
    ru="Сыграть жизнь заказа, статьи и кворка на новой бирже по настоящему HTTP и показать каждый шаг.",
    en="Play the life of an order, an article and a kwork on a fresh exchange over real HTTP and show every step.",
)
DOCTOR = Text(
    ru="Проверить, что всё готово к работе: Python, база, схема, счета, часы, место на диске.",
    en="Check that everything is fit to run: Python, database, schema, ledger, clock, disk.",
)
AUDIT = Text(
    ru="Проверить счета биржи: каждая копейка на месте. Код выхода 6, если нет.",
    en="Audit the ledger: every kopeck is where it should be. Exit code 6 when one is not.",
)

VERSION = Text(ru="показать версию и выйти", en="show the version and exit")
OPTIONS = Text(ru="Параметры", en="Options")
COMMANDS = Text(ru="Команды", en="Commands")
HELP = Text(ru="показать эту справку и выйти", en="show this help and exit")
HOST = Text(ru="адрес, на котором слушать", en="address to listen on")
PORT = Text(ru="порт; 0 — любой свободный", en="port; 0 takes a free one")
DATA = Text(
    ru="папка, в которой всё лежит (по умолчанию — папка данных пользователя)",
    en="folder where everything lives (default: the user's data folder)",
)
DATABASE = Text(
    ru="база данных: sqlite:///путь или postgresql://имя@сервер/база",
    en="database: sqlite:///path or postgresql://user@host/name",
)
FILES = Text(ru="папка загруженных файлов", en="folder of uploads")
BASE_URL = Text(
    ru="адрес биржи снаружи, например https://birzha.example",
    en="how the outside reaches the exchange, such as https://birzha.example",
)
JSON_LINE = Text(
    ru="первая строка вывода — один объект JSON для программ",
    en="the first line of output is one JSON object for programs",
)
JSON_OUT = Text(ru="вывести JSON", en="print JSON")
FROZEN = Text(ru="остановить часы биржи с самого начала", en="freeze the exchange's clock from the start")
LOOSE = Text(
    ru="не подсказывать о параметрах, которых нет ни у одного метода",
    en="give no hints about parameters that no method has",
)
SET = Text(
    ru="переключатель API или правило биржи: etxt_numbers=int, rule_zone=Asia/Omsk (можно несколько раз)",
    en="a switch of the API or a rule of the exchange: etxt_numbers=int, rule_zone=Asia/Omsk (may be repeated)",
)
BAD_SET = Text(
    ru="--set {given}: нужно etxt_ИМЯ=ЗНАЧЕНИЕ или rule_ИМЯ=ЗНАЧЕНИЕ; какие есть, сказано в docs/en/etxt.md.",
    en="--set {given}: write etxt_NAME=VALUE or rule_NAME=VALUE; docs/en/etxt.md says which there are.",
)
QUIET = Text(ru="ничего не печатать", en="print nothing")
TEXT_FILE = Text(
    ru="своя статья вместо приложенной, UTF-8, от 3000 знаков",
    en="your own article instead of ours, UTF-8, 3000 characters or more",
)
LANG = Text(ru="язык рассказа: ru или en", en="language of the story: ru or en")

PORT_TAKEN = Text(
    ru="Порт {port} на {host} занят другой программой. Остановите её или выберите другой: --port 0 возьмёт любой свободный.",
    en="Port {port} on {host} is taken by another program. Stop it or choose another one: --port 0 takes a free one.",
)
PORT_FORBIDDEN = Text(
    ru="Слушать порт {port} этому пользователю не разрешено. Выберите порт выше 1023.",
    en="This user may not listen on port {port}. Choose one above 1023.",
)
NO_SUCH_HOST = Text(
    ru="Слушать на {host}:{port} нельзя: у этого компьютера нет такого адреса.",
    en="Cannot listen on {host}:{port}: this machine has no such address.",
)
DATABASE_IN_USE = Text(
    ru="В базу {place} уже пишет другой процесс birzha. SQLite принимает один пишущий процесс: остановите его, "
    "дайте этому другую папку (--data) или возьмите PostgreSQL (--database-url), он принимает много.",
    en="Another birzha process writes to {place}. SQLite takes one writing process: stop it, give this one another "
    "folder (--data), or use PostgreSQL (--database-url), which takes many.",
)
DATABASE_UNREACHABLE = Text(
    ru="База данных недоступна: {reason}. Проверьте адрес, имя и права.",
    en="The database cannot be reached: {reason}. Check its address, name and permissions.",
)
NO_DATABASE_FILE = Text(
    ru="Базы {place} ещё нет: её создаёт «birzha up» или «birzha serve».",
    en="There is no database at {place} yet: 'birzha up' or 'birzha serve' makes it.",
)
NO_TABLES = Text(
    ru="В базе {place} ещё нет таблиц биржи: их создаёт «birzha serve».",
    en="The database {place} has no tables of an exchange yet: 'birzha serve' makes them.",
)
CANNOT_WRITE = Text(ru="В папку {place} нельзя писать: {reason}.", en="The folder {place} cannot be written: {reason}.")

FLAWS = {
    Flaw.NO_KEY: Text(
        ru="Не задан секретный ключ. Положите в BIRZHA_SECRET_KEY случайную строку от 32 знаков "
        "(например, вывод «openssl rand -hex 32») и храните её: без неё не открыть пароли API.",
        en="There is no secret key. Set BIRZHA_SECRET_KEY to a random string of 32 characters or more "
        "(such as the output of 'openssl rand -hex 32') and keep it: without it API passwords cannot be opened.",
    ),
    Flaw.SHORT_KEY: Text(
        ru="Секретный ключ слишком прост: нужно от 32 случайных знаков, и не ключ песочницы.",
        en="The secret key is too weak: it takes 32 random characters or more, and not the sandbox's key.",
    ),
    Flaw.NO_DATABASE_URL: Text(
        ru="Не задана база данных. Укажите --database-url или BIRZHA_DATABASE_URL: "
        "postgresql://пользователь@сервер/имя или sqlite:////полный/путь.",
        en="There is no database. Give --database-url or BIRZHA_DATABASE_URL: "
        "postgresql://user@host/name or sqlite:////absolute/path.",
    ),
    Flaw.UNKNOWN_DATABASE: Text(
        ru="Такой базы Биржа не знает: адрес начинается с sqlite:/// или postgresql://.",
        en="Birzha knows no such database: its address begins with sqlite:/// or postgresql://.",
    ),
    Flaw.BAD_BASE_URL: Text(
        ru="Адрес биржи снаружи должен начинаться с http:// или https://.",
        en="The outside address of the exchange must begin with http:// or https://.",
    ),
    Flaw.BAD_SWITCH: Text(
        ru="Переключателя BIRZHA_ETXT_… с таким именем или значением нет: numbers=string|int, list_style=list|object, "
        "results_style=flat|by_task, empty=error|list, auth_errors=text|json, sign_compat=strict|legacy, "
        "text_files=utf-8|windows-1251.",
        en="There is no switch BIRZHA_ETXT_… of that name or value: numbers=string|int, list_style=list|object, "
        "results_style=flat|by_task, empty=error|list, auth_errors=text|json, sign_compat=strict|legacy, "
        "text_files=utf-8|windows-1251.",
    ),
    Flaw.BAD_RULE: Text(
        ru="Правила BIRZHA_RULE_… с таким именем или значением нет. Числа — целые, «да» и «нет» — 1 и 0, часовой пояс — как "
        "Europe/Moscow; какие правила есть, сказано в docs/en/etxt.md.",
        en="There is no rule BIRZHA_RULE_… of that name or value. Numbers are whole, yes and no are 1 and 0, a time zone is "
        "written like Europe/Moscow; docs/en/etxt.md names the rules.",
    ),
    Flaw.BAD_SCANNER: Text(
        ru="Сканера из BIRZHA_SCANNER нет: имя пишется как «пакет.модуль:функция», и модуль должен импортироваться.",
        en="There is no such scanner as BIRZHA_SCANNER says: write 'package.module:function', of a module that can be imported.",
    ),
    Flaw.BAD_CHECKER: Text(
        ru="BIRZHA_CHECKER — own или text.ru; для text.ru нужен ключ вашего аккаунта в BIRZHA_CHECKER_KEY.",
        en="BIRZHA_CHECKER is own or text.ru; text.ru takes the key of your account in BIRZHA_CHECKER_KEY.",
    ),
    Flaw.SANDBOX_ASKED: Text(
        ru="Настоящая биржа не бывает песочницей: уберите BIRZHA_SANDBOX или запустите «birzha up».",
        en="A real exchange is no sandbox: remove BIRZHA_SANDBOX, or start 'birzha up'.",
    ),
    Flaw.DEMO_PEOPLE: Text(
        ru="В этой базе живут демонстрационные люди с паролями, которые знают все: дайте настоящей бирже другую базу.",
        en="Demo people with passwords that everybody knows live in this database: give the real exchange another one.",
    ),
    Flaw.REAL_PEOPLE: Text(
        ru="В этой базе живут настоящие люди: песочнице она не подходит, её сброс стёр бы всё. Дайте другую базу.",
        en="Real people live in this database: it is not fit for a sandbox, whose reset would erase it. Give another one.",
    ),
}
"""What is wrong with the settings, and what to do."""

READY = Text(ru="Песочница отвечает: {url}", en="The sandbox answers at {url}")
SERVING = Text(ru="Биржа отвечает: {url}", en="The exchange answers at {url}")
STOPPED = Text(ru="Остановлена.", en="Stopped.")
DATA_PLACE = Text(ru="Данные: {place}", en="Data: {place}")
TRY = Text(ru="Первые вызовы:", en="First calls:")
STOP_HINT = Text(ru="Ctrl+C останавливает.", en="Ctrl+C stops it.")
COLUMN_LOGIN = Text(ru="логин", en="login")
COLUMN_PASSWORD = Text(ru="пароль", en="password")
COLUMN_ROLES = Text(ru="роли", en="roles")
COLUMN_TOKEN = Text(ru="токен eTXT API", en="eTXT API token")
COLUMN_API_PASS = Text(ru="пароль API", en="API password")
ROLES = {
    "customer": Text(ru="заказчик", en="customer"),
    "performer": Text(ru="исполнитель", en="performer"),
    "moderator": Text(ru="модератор", en="moderator"),
    "admin": Text(ru="админ", en="admin"),
    "corrector": Text(ru="корректор", en="corrector"),
}
SEVERAL_ROLES = Text(ru="все сразу", en="all of them")
CHANGED = Text(ru="изменён", en="changed")

MAKE_ADMIN = Text(
    ru="Сделать зарегистрированного человека администратором: первого больше назначить некому.",
    en="Make a registered person an administrator: nobody else can appoint the first one.",
)
ADMIN_LOGIN = Text(ru="логин, под которым человек зарегистрировался", en="the login that the person registered with")
APPOINTED = Text(
    ru="{login} теперь администратор: роли, балансы, рубрики и языки — в /api/v1/admin.",
    en="{login} is an administrator now: roles, balances, categories and languages are under /api/v1/admin.",
)
NOBODY_TO_APPOINT = Text(
    ru="Логина {login} на этой бирже нет. Сначала зарегистрируйтесь: POST /api/v1/people.",
    en="Nobody has the login {login} on this exchange. Register first: POST /api/v1/people.",
)
STOP_TO_APPOINT = Text(
    ru="В базу {place} сейчас пишет биржа, а SQLite принимает один пишущий процесс. Остановите её, повторите команду и "
    "запустите снова.",
    en="The exchange is writing to {place}, and SQLite takes one writing process. Stop it, repeat the command and start it "
    "again.",
)

LEDGER_RIGHT = Text(ru="Счета сходятся: проводок {transfers}.", en="The ledger adds up: {transfers} transfers.")
LEDGER_WRONG = Text(
    ru="Счета не сходятся, замечаний: {count}. Остановите выплаты и разберитесь, прежде чем продолжать.",
    en="The ledger does not add up, problems: {count}. Stop payouts and find out why before going on.",
)

THE_DATABASE = Text(ru="база данных", en="database")
THE_DISK = Text(ru="диск", en="disk")
THE_CLOCK = Text(ru="часы", en="clock")
THE_LEDGER = Text(ru="счета", en="ledger")
TOO_OLD = Text(
    ru="{present}, а нужно {least} или новее: обновите.", en="{present}, but {least} is the least: upgrade it."
)
FREE = Text(ru="свободно {megabytes} МБ там, где {place}.", en="{megabytes} MB free where {place} is.")
MAKE_ROOM = Text(ru="Этого мало: освободите место.", en="That is too little: make room.")
CURRENT = Text(ru="отвечает, схема {revision} — последняя.", en="answers, schema {revision} is the newest.")
OLDER = Text(
    ru="схема {revision} старше программы ({newest}): её обновит ближайший запуск «birzha up» или «birzha serve».",
    en="schema {revision} is older than the program ({newest}): the next 'birzha up' or 'birzha serve' upgrades it.",
)
NEWER = Text(
    ru="схема {revision} новее программы ({newest}): обновите birzha.",
    en="schema {revision} is newer than the program ({newest}): upgrade birzha.",
)
CLOCK_FITS = Text(ru="сходятся с базой.", en="fits to the database.")
CLOCK_BEHIND = Text(
    ru="отстают от базы на {days} дн.: сверьте время компьютера, или часы песочницы переводили вперёд.",
    en="is {days} days behind the database: check the machine's time, or a sandbox's clock was turned forward.",
)
NOT_FIT = Text(ru="Не готово, замечаний: {count}.", en="Not fit to run, problems: {count}.")

CORPUS = Text(
    ru="Корпус: тексты, с которыми сверяются результаты и статьи.",
    en="The corpus: the texts that results and articles are checked against.",
)
CORPUS_SHOW = Text(
    ru="Показать, сколько текстов в корпусе и где он лежит.", en="Show how many texts there are, and where."
)
CORPUS_ADD = Text(
    ru="Добавить папку своих текстов и документов, с вложенными папками. Она запоминается и входит в каждый новый корпус.",
    en="Add a folder of your own texts and documents, folders within too. It is remembered and joins every new corpus.",
)
CORPUS_REBUILD = Text(
    ru="Построить корпус заново: из принятых результатов, статей и папок, добавленных раньше.",
    en="Build the corpus anew: from accepted results, articles and the folders that were added.",
)
CORPUS_DIR = Text(ru="папка с текстами", en="folder of texts")
CORPUS_FOLDER = Text(
    ru="папка корпуса (по умолчанию — corpus в папке данных, у настоящей биржи — рядом с папкой загруженных файлов)",
    en="folder of the corpus (default: corpus in the data folder, or, of a real exchange, beside the folder of uploads)",
)
CORPUS_PLACE = Text(ru="Корпус: {place}", en="Corpus: {place}")
CORPUS_TEXTS = Text(
    ru="текстов {texts} ({megabytes} МБ на диске): результатов {results}, статей {articles}, остальные ваши",
    en="{texts} texts ({megabytes} MB on disk): {results} results, {articles} articles, the others are yours",
)
CORPUS_WAITING = Text(ru="ждут своей очереди: {count}", en="waiting for their turn: {count}")
CORPUS_OWN = Text(ru="ваша папка: {path}", en="your folder: {path}")
CORPUS_NOT_BEGUN = Text(
    ru="Корпуса ещё нет: он появится после запуска биржи, вместе с запомненными папками.",
    en="There is no corpus yet: it appears when the exchange starts, with the folders that are remembered.",
)
CORPUS_ADDED = Text(ru="Добавлено текстов: {count}.", en="Added texts: {count}.")
CORPUS_REMEMBERED = Text(ru="Папка запомнена: {path}.", en="The folder is remembered: {path}.")
CORPUS_REBUILT = Text(
    ru="Корпус построен заново: результатов и статей {market}, всего текстов {texts}.",
    en="The corpus is built anew: {market} results and articles, {texts} texts in all.",
)
CORPUS_UNREADABLE = Text(ru="Не прочитано файлов: {count}.", en="Files that were not read: {count}.")
CORPUS_EMPTY_DIR = Text(
    ru="В папке {path} нет файлов txt, docx, odt, rtf, pdf и html.",
    en="There are no txt, docx, odt, rtf, pdf or html files in {path}.",
)
CORPUS_BUSY = Text(
    ru="В корпус {place} сейчас пишет биржа. Остановите её, повторите команду и запустите снова.",
    en="The exchange is writing to the corpus {place}. Stop it, repeat the command and start it again.",
)
CORPUS_DAMAGED = Text(
    ru="Корпус не читается: {reason} Постройте его заново: birzha corpus rebuild.",
    en="The corpus cannot be read: {reason} Build it anew: birzha corpus rebuild.",
)
