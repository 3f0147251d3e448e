"""Every error we raise on purpose; each class carries the exit code that the command line ends with.

DenpyoError
├── UsageError       2   a name or a value on the command line means nothing here
│   └── UnknownDocument
├── InputError       3   one file cannot be read: reported, skipped, the batch goes on
├── ConfigError      4   a setting is wrong: nothing was processed
│   └── TemplateError
├── EngineError      5   an OCR engine or model is missing or broken
├── StoreError       6   the archive is not writable or the index is unreachable
└── IntegrityError   7   stored bytes do not match their name: stop and call someone
"""

from typing import ClassVar


class DenpyoError(Exception):
    """Base of all errors that are meant for the person at the keyboard."""

    exit_code: ClassVar[int] = 1


class UsageError(DenpyoError):
    """A name or a value that a person typed means nothing here; the message names the nearest that does."""

    exit_code = 2


class UnknownDocument(UsageError):  # noqa: N818 - says what it is, as KeyError does not
    """No document has this id, or several have an id that starts so; the message lists them."""


class InputError(DenpyoError):
    """One input file is broken, encrypted, empty, foreign or over a limit.

    The message says what is wrong and what to do; whoever reports it puts the file's name in front.
    """

    exit_code = 3


class ConfigError(DenpyoError):
    """A setting is unknown or out of range; the message names it and the nearest valid one."""

    exit_code = 4


class TemplateError(ConfigError):
    """A template has an unknown key, kind or pattern; the message is `file: key: what is wrong`."""


class EngineError(DenpyoError):
    """An OCR engine or model is missing or broken; the message says how to get it."""

    exit_code = 5


class StoreError(DenpyoError):
    """The archive cannot be written, or the index cannot be reached."""

    exit_code = 6


class IntegrityError(DenpyoError):
    """Stored bytes do not match their name, or the journal's chain is broken."""

    exit_code = 7
