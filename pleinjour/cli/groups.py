"""A command that has parts: alone it does what it mostly does, followed by a part's name it does that part."""

import click

from pleinjour.cli.language import with_help


class DefaultGroup(click.Group):
    """`observe LOG…` runs `default`; `observe check …` runs the part of that name. The group is called as `default`."""

    def __init__(self, *, default: click.Command, parts: list[click.Command]) -> None:
        super().__init__(default.name, commands=parts, short_help=default.short_help)
        self.default = default

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        if args and args[0] in self.commands:
            return super().make_context(info_name, args, parent, **extra)
        return with_help(self.default).make_context(info_name, args, parent, **extra)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = super().get_command(ctx, cmd_name)
        return with_help(found) if found else None
