"""What the command line's parser lacks: its own words translated, and global flags after a command's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from ocr.messages import _

if TYPE_CHECKING:
    from collections.abc import Sequence

GLOBAL_FLAGS = {"--archive": 1, "--config": 1, "--index": 1, "-v": 0, "-vv": 0, "--verbose": 0}
"""Flags that may stand before a command's name and after it, and how many words each takes."""


class Command(TyperCommand):
    """One command."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _translated(super().get_params(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), _("Usage: "))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        _write_params(self.get_params(ctx), ctx, formatter)


class Group(TyperGroup):
    """The program itself."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _translated(super().get_params(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), _("Usage: "))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        _write_params(self.get_params(ctx), ctx, formatter)
        self.format_commands(ctx, formatter)


def _write_params(params: Sequence[Any], ctx: Any, formatter: Any) -> None:
    """Arguments, then options; of an argument its name and help, not its Python type."""
    records = [(param, param.get_help_record(ctx)) for param in params]
    arguments = [(p.display_name_raw, record[1]) for p, record in records if record and isinstance(p, TyperArgument)]
    others = [record for p, record in records if record and not isinstance(p, TyperArgument)]
    for heading, rows in ((_("Arguments"), arguments), (_("Options"), others)):
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows)


def _translated(params: Sequence[Any]) -> list[Any]:
    """The parser writes the help of --help and of shell completion in English; ours are translated already."""
    for param in params:
        if isinstance(param, TyperOption) and param.help:
            param.help = _(param.help)
    return list(params)


def globals_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with every global flag moved to the front, where the parser looks for it; none past `--`."""
    flags: list[str] = []
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in GLOBAL_FLAGS:
            flags += [word, *(value for _n, value in zip(range(GLOBAL_FLAGS[word]), words, strict=False))]
        elif word.startswith("--") and word.partition("=")[0] in GLOBAL_FLAGS:
            flags.append(word)
        else:
            rest.append(word)
    return [*flags, *rest]
