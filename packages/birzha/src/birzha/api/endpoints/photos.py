"""Pictures that people show of themselves."""

from msgspec import Struct

from birzha.api.call import Call
from birzha.api.fields import Id
from birzha.api.registry import endpoint
from birzha.api.uploads import FILES, kept
from birzha.api.views import Download
from birzha.errors import NotFound
from birzha.people.commands import set_photo
from birzha.people.queries import person
from birzha.texts.pictures import check_picture
from birzha.texts.uploads import Upload


class NewPhoto(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A picture, sent as a form with the field ``file``: jpg, png or gif, up to 2 MiB and 4096 pixels on a side."""


@endpoint("PUT", "/me/photo", set_photo, status=204, errors=FILES)
async def put_photo(call: Call, *, body: NewPhoto, upload: Upload) -> None:
    """Show a picture of oneself; the former one is dropped."""
    async with kept(call.market, upload, check_picture) as file:
        await call.do(set_photo, file.key)


@endpoint("DELETE", "/me/photo", set_photo, status=204)
async def delete_photo(call: Call) -> None:
    """Show no picture of oneself any more."""
    await call.do(set_photo, "")


@endpoint("GET", "/people/{person_id}/photo", person, errors=(NotFound,))
async def get_photo(call: Call, person_id: Id) -> Download:
    """The picture that somebody shows of themselves."""
    found = await call.ask(person, person_id)
    if not found.photo:
        raise NotFound("У этого пользователя нет фотографии.")
    return await Download.of(call.market, found.photo, found.login)
