"""categories.*, options.* and folders.*: one call of each method, in every face of the wire."""


async def test_categories_by_name(faces):
    """categories.listCategories: by name, with the parent's id and the keyword."""
    await faces.check(
        "categories.listCategories",
        {},
        [
            {"id_category": 294, "id_parent": 1911, "name": "Медицина", "keyword": "medicine"},
            {"id_category": 1911, "id_parent": 0, "name": "Не определена", "keyword": "other"},
        ],
    )


async def test_languages(faces):
    """options.getLangs: a map from id to name, never a list."""
    await faces.check("options.getLangs", {}, {"1": "Русский", "2": "Английский"}, who="performer")


async def test_a_tree_of_folders(faces):
    """folders.listFolders: a walk of the tree by date, with depth and a mark on the last sibling."""
    client = faces.stage.customer.client
    zoo = int((await client.post("folders.addFolder", name="Зоопарк"))["id_folder"])
    first = int((await client.post("folders.addFolder", name="Архив"))["id_folder"])
    inner = int((await client.post("folders.addFolder", name="Бобры", id_parent=zoo))["id_folder"])
    await faces.check(
        "folders.listFolders",
        {"sort": "date"},
        [
            {"id_category": zoo, "id_parent": 0, "name": "Зоопарк", "depth": 0, "last": 0},
            {"id_category": inner, "id_parent": zoo, "name": "Бобры", "depth": 1, "last": 1},
            {"id_category": first, "id_parent": 0, "name": "Архив", "depth": 0, "last": 1},
        ],
    )


async def test_a_new_folder(faces):
    """folders.addFolder: its id, and it stands in the tree under its parent, quotes and all."""
    parent = int((await faces.stage.customer.client.post("folders.addFolder", name="Сады"))["id_folder"])
    name = 'Яблони & груши "2024" <б>'
    await faces.check(
        "folders.addFolder",
        {"name": name, "id_parent": parent},
        {"id_folder": parent + 1},
        then=(
            faces.later(
                "folders.listFolders",
                {},
                [
                    {"id_category": parent, "name": "Сады", "depth": 0},
                    {"id_category": parent + 1, "id_parent": parent, "name": name, "depth": 1, "last": 1},
                ],
            ),
        ),
    )


async def test_orders_move_to_a_folder(faces):
    """folders.moveToFolder: how many of the caller's own moved, and there they are."""
    stage = faces.stage
    folder = int((await stage.customer.client.post("folders.addFolder", name="a"))["id_folder"])
    orders = [int(await stage.draft()) for _ in range(3)]
    await faces.check(
        "folders.moveToFolder",
        {"id_folder": folder, "type": "task", "ids": [*orders[:2], 999]},
        {"count": 2},
        then=(
            faces.later("tasks.listTasks", {"id_folder": folder}, [{"id": orders[1]}, {"id": orders[0]}]),
            faces.later("tasks.listTasks", {"id": orders[2]}, [{"id_folder": 0}]),
        ),
    )
