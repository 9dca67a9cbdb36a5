"""``articles_archive.*``: bought articles that the caller moved to the archive."""

from birzha_client.operation import Caller, Effect, Kind, Operation, Parameter, Shape
from etxt_api.operations.articles import SEARCH, SUBTYPE, WITH_SUBCATEGORIES
from etxt_api.operations.parameters import BY_TWENTY, identifier, identifiers, page_of

OPERATIONS = (
    Operation(
        "articles_archive.getList",
        Effect.READ,
        "Lists the caller's archived articles, oldest first by default.",
        "etxt_api.models.articles_archive:ArchivedArticle",
        parameters=(
            *page_of(20, "articles"),
            identifier("id_user", "Only this author."),
            SUBTYPE,
            Parameter("order", Kind.TEXT, "Direction: desc or asc.", default="asc", choices=("desc", "asc")),
            identifier("id_category", "Only this category."),
            WITH_SUBCATEGORIES,
            SEARCH,
        ),
        shape=Shape.LIST,
        caller=Caller.CUSTOMER,
        paging=BY_TWENTY,
    ),
    Operation(
        "articles_archive.getText",
        Effect.READ,
        "Returns the texts of archived articles.",
        "etxt_api.models.articles:ArticleText",
        parameters=(identifiers("id", "Ids of archived articles."),),
        shape=Shape.LIST,
        caller=Caller.CUSTOMER,
    ),
    Operation(
        "articles_archive.download",
        Effect.IDEMPOTENT,
        "Makes a zip archive with the texts and images of archived articles.",
        "etxt_api.models.articles:ArticleArchive",
        parameters=(identifiers("id", "Ids of archived articles."),),
        caller=Caller.CUSTOMER,
    ),
)
