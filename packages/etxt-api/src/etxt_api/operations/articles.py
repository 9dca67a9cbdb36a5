"""``articles.*``: ready texts for sale, and those that the caller bought."""

from birzha_client.operation import Beyond, Caller, Effect, Kind, Operation, Parameter, Shape
from etxt_api.operations.parameters import (
    BY_TWENTY,
    LARGEST_PRICE,
    flag,
    identifier,
    identifiers,
    integer,
    page_of,
)

SEARCH = Parameter("text", Kind.TEXT, "Words to look for, at most 40 characters.", longest=40)
SUBTYPE = integer("id_subtype", "Kind of article, 1 to 10.", minimum=1, maximum=10)
WITH_SUBCATEGORIES = flag("subcat", "1: subcategories too.")

OPERATIONS = (
    Operation(
        "articles.getList",
        Effect.READ,
        "Lists articles for sale, or those that the caller bought or put in the basket.",
        "etxt_api.models.articles:Article",
        parameters=(
            *page_of(20, "articles"),
            identifier("id_user", "Only this author."),
            identifier("id_category", "Only this category."),
            WITH_SUBCATEGORIES,
            SUBTYPE,
            identifier("id_folder", "Only this project folder (bought articles).", zero=True),
            flag("filter", "1: those that the caller bought; otherwise those for sale.", beyond=Beyond.DEFAULT),
            flag("basket", "1: those in the caller's basket."),
            identifier("id", "Only this article."),
            SEARCH,
            Parameter(
                "text_type",
                Kind.TEXT,
                "Where to look; absent: everywhere.",
                choices=("title", "description", "keywords"),
            ),
            Parameter("price_from", Kind.PRICE, "Lowest price, roubles.", minimum=0, maximum=LARGEST_PRICE),
            Parameter("price_to", Kind.PRICE, "Highest price, roubles.", minimum=0, maximum=LARGEST_PRICE),
            Parameter("price_type", Kind.TEXT, "Any value: prices are per 1000 characters."),
            integer("size_from", "Fewest characters.", minimum=0),
            integer("size_to", "Most characters.", minimum=0),
            integer("uniq_from", "Lowest uniqueness, percent.", minimum=0, maximum=100),
            integer("uniq_to", "Highest uniqueness, percent.", minimum=0, maximum=100),
            identifier(
                "id_language",
                "Only this language; 0 or an unknown one: any.",
                zero=True,
                default=0,
                beyond=Beyond.DEFAULT,
            ),
            integer("min_rate", "Lowest rating of the author, -1000 to 100000.", minimum=-1000, maximum=100_000),
            Parameter(
                "sort",
                Kind.TEXT,
                "Sort by relevancy (to the text), title, price, size, uniq or date.",
                default="date",
                choices=("relevancy", "title", "price", "size", "uniq", "date"),
            ),
            Parameter("order", Kind.TEXT, "Direction, only together with sort.", choices=("desc", "asc")),
        ),
        shape=Shape.LIST,
        paging=BY_TWENTY,
    ),
    Operation(
        "articles.buy",
        Effect.UNSAFE,
        "Buys an article.",
        "etxt_api.models.articles:BoughtArticle",
        parameters=(identifier("id", "Id of the article.", required=True),),
        caller=Caller.CUSTOMER,
        find_out="call articles.getList with filter=1 and this id",
    ),
    Operation(
        "articles.getText",
        Effect.READ,
        "Returns the texts of articles that the caller bought.",
        "etxt_api.models.articles:ArticleText",
        parameters=(identifiers("id", "Ids of bought articles."),),
        shape=Shape.LIST,
        caller=Caller.CUSTOMER,
    ),
    Operation(
        "articles.download",
        Effect.IDEMPOTENT,
        "Makes a zip archive with the texts and images of bought articles.",
        "etxt_api.models.articles:ArticleArchive",
        parameters=(identifiers("id", "Ids of bought articles."),),
        caller=Caller.CUSTOMER,
    ),
)
