"""The groups of methods, as attributes of a client.

Generated from etxt_api/operations by tools/generate_methods.py; do not edit: change the declaration, and run it again.
"""

from etxt_api.callers import SyncCaller
from etxt_api.sync_methods.articles import Articles
from etxt_api.sync_methods.articles_archive import ArticlesArchive
from etxt_api.sync_methods.bwgroups import Bwgroups
from etxt_api.sync_methods.categories import Categories
from etxt_api.sync_methods.correction import Correction
from etxt_api.sync_methods.diff import Diff
from etxt_api.sync_methods.folders import Folders
from etxt_api.sync_methods.messages import Messages
from etxt_api.sync_methods.options import Options
from etxt_api.sync_methods.rating import Rating
from etxt_api.sync_methods.tasks import Tasks
from etxt_api.sync_methods.tasks_archive import TasksArchive
from etxt_api.sync_methods.users import Users


class Groups:
    """The groups of the documentation."""

    def __init__(self, caller: SyncCaller) -> None:
        self.categories: Categories = Categories(caller)
        self.folders: Folders = Folders(caller)
        self.users: Users = Users(caller)
        self.tasks: Tasks = Tasks(caller)
        self.tasks_archive: TasksArchive = TasksArchive(caller)
        self.options: Options = Options(caller)
        self.articles: Articles = Articles(caller)
        self.articles_archive: ArticlesArchive = ArticlesArchive(caller)
        self.bwgroups: Bwgroups = Bwgroups(caller)
        self.messages: Messages = Messages(caller)
        self.rating: Rating = Rating(caller)
        self.diff: Diff = Diff(caller)
        self.correction: Correction = Correction(caller)


__all__ = ["Groups"]
