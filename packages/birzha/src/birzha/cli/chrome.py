"""What the library of the command line says around our own texts, in the language in use."""

from typing import Any

from typer.core import TyperCommand, TyperGroup

from birzha.cli import texts


class Command(TyperCommand):
    """A command whose help speaks the language in use throughout."""

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows the help, with our own words."""
        return _said(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        _name_panels()
        super().format_help(ctx, formatter)


class Group(TyperGroup):
    """The list of commands, in the language in use."""

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows the help, with our own words."""
        return _said(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        _name_panels()
        super().format_help(ctx, formatter)


def _said(option: Any) -> Any:
    if option is not None:
        option.help = str(texts.HELP)
    return option


def _name_panels() -> None:
    from typer import rich_utils  # noqa: PLC0415  # a command that is only run needs no panels

    rich_utils.OPTIONS_PANEL_TITLE = str(texts.OPTIONS)
    rich_utils.COMMANDS_PANEL_TITLE = str(texts.COMMANDS)
