"""The words that people read: English here, Japanese from ocr/locale where the environment (LANG, LC_ALL) says ja.

The domain is set for the whole process, so that the parser's own words (Usage, Options, Error) follow too.
"""

from __future__ import annotations

import gettext
from pathlib import Path

DOMAIN = "denpyo"
LOCALE = Path(__file__).resolve().with_name("locale")

gettext.bindtextdomain(DOMAIN, str(LOCALE))
gettext.textdomain(DOMAIN)

_ = gettext.gettext
ngettext = gettext.ngettext
