"""The key that signs cookies and links, drawn once where nobody gave one."""

import secrets
from pathlib import Path

from pleinjour.base.sentences import Phrase
from pleinjour.web.config.errors import WrongSetting

KEY_FILE = "secret-key"


def read_or_draw_key(home: Path) -> str:
    """The key kept in `home`, drawn when there is none yet. Only its owner may read the file."""
    path = home / KEY_FILE
    try:
        if not path.exists():
            _draw(path)
        return path.read_text(encoding="ascii").strip()
    except OSError:
        expected = Phrase("le dossier {home} ne peut pas être écrit", home=str(home))
        raise WrongSetting(name="PLEINJOUR_HOME", expected=expected) from None


def _draw(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600, exist_ok=False)
    draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
    try:
        # A link never replaces a file: of two processes that start together, the first one's key stays.
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
