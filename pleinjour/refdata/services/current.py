"""The catalogue in use: the one that ships, or a newer update that an administrator has loaded.

The update is one file beside the database. It is put there by a rename, so that a reader finds the old one or the new
one whole; it is looked at each time, so that no process has to start again; and its signature is checked each time it
is read, so that a key that is withdrawn takes its updates with it.
"""

import os
from functools import cache, lru_cache
from pathlib import Path

from pleinjour.base.environment import home_of, secret_of
from pleinjour.base.errors import PleinjourError
from pleinjour.base.sentences import Phrase
from pleinjour.refdata.services.catalogue import Catalogue, rank_of
from pleinjour.refdata.services.errors import NoTrustedKey, UnreadableKeys, UpdateNotWritten, UpdateRefused
from pleinjour.refdata.services.loading import read_catalogue

FOLDER = Path(__file__).parent
UPDATE_FILE = "catalogue.pjcat"
HIGHEST_FILE = "catalogue.edition"
"""The latest edition that was ever in use here: an old one, though signed, must not come back unnoticed."""


def load_catalogue() -> Catalogue:
    """The catalogue in use. Raises ReferenceDataError when the files that ship are damaged."""
    found = _installed()
    return found if isinstance(found, Catalogue) else _shipped()


def refused_update() -> PleinjourError | None:
    """Why the update that stands beside the database is not in use; None when it is, or when there is none."""
    found = _installed()
    return found if isinstance(found, PleinjourError) else None


def install_update(content: bytes, *, force: bool = False) -> Catalogue:
    """Puts a signed file in use for every process, and gives its catalogue.

    `force`: even if a later edition has been in use here.
    Raises NoTrustedKey, UnreadableKeys, WrongTrustedKey, UpdateRefused, UpdateNotWritten; then what is in use has not
    changed.
    """
    update = _open_update(content, _keys())
    _refuse_older(update, _shipped() if force else load_catalogue())
    highest = _highest_edition()
    if not force and highest and update.rank < rank_of(highest):
        why = Phrase(
            "l’édition {highest}, plus récente que la sienne, {edition}, a déjà été en usage ici. "
            "Pour y revenir quand même, ajoutez --force",
            highest=highest,
            edition=update.edition,
        )
        raise UpdateRefused(why=why)
    try:
        if not highest or rank_of(highest) < update.rank:
            _replace(_update_path().with_name(HIGHEST_FILE), update.edition.encode())
        _replace(_update_path(), content)
    except OSError:
        raise UpdateNotWritten(folder=str(_update_path().parent)) from None
    return update


def _refuse_older(update: Catalogue, current: Catalogue) -> None:
    if update.rank <= current.rank:
        why = Phrase(
            "son édition, {edition}, n’est pas plus récente que celle en place, {current}",
            edition=update.edition,
            current=current.edition,
        )
        raise UpdateRefused(why=why)


def _highest_edition() -> str:
    """Empty when no update was ever in use here."""
    try:
        edition = _update_path().with_name(HIGHEST_FILE).read_text()
        return edition if rank_of(edition) else ""
    except (OSError, ValueError):
        return ""


def revert_update() -> Catalogue:
    """Takes the update away, and gives the catalogue that ships, in use again. Raises UpdateNotWritten."""
    try:
        _update_path().unlink(missing_ok=True)
    except OSError:
        raise UpdateNotWritten(folder=str(_update_path().parent)) from None
    return _shipped()


@cache
def _shipped() -> Catalogue:
    return read_catalogue(FOLDER)


def _installed() -> Catalogue | PleinjourError | None:
    path = _update_path()
    try:
        state = path.stat()
    except OSError:
        return None
    try:
        return _read_installed(path, (state.st_ino, state.st_mtime_ns, state.st_size), _keys())
    except OSError:
        return UpdateRefused(why=Phrase("ce fichier est illisible"))
    except UnreadableKeys as error:
        return error


@lru_cache(maxsize=2)
def _read_installed(path: Path, _state: tuple[int, int, int], keys: str) -> Catalogue | PleinjourError | None:
    """The catalogue of the file, the reason why it can't be used, or None when the one that ships is newer.

    Raises OSError, so that a disk that fails once is not remembered.
    """
    try:
        update = _open_update(path.read_bytes(), keys)
    except PleinjourError as error:
        return error
    return update if update.rank > _shipped().rank else None


def _open_update(content: bytes, keys: str) -> Catalogue:
    # Cryptography takes a tenth of a second to import: only those who have an update wait for it.
    from pleinjour.refdata.services.signed import read_trusted_keys, unpack

    if not keys:
        raise NoTrustedKey
    update = unpack(content, read_trusted_keys(keys))
    _refuse_lost_category(update)
    return update


def _refuse_lost_category(update: Catalogue) -> None:
    """Needs, and figures that are already published, name the categories that ship."""
    lost = [category for category in _shipped().categories if category not in update.categories]
    if lost:
        raise UpdateRefused(why=Phrase("il lui manque la catégorie « {category} »", category=lost[0]))


def _keys() -> str:
    """The public keys that are trusted, as the environment gives them."""
    try:
        return secret_of(os.environ, "CATALOGUE_KEYS")
    except (OSError, ValueError):
        raise UnreadableKeys from None


def _update_path() -> Path:
    return home_of(os.environ) / UPDATE_FILE


def _replace(path: Path, content: bytes) -> None:
    """The file holds `content` once this returns; until then it holds what it held, whatever happens."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
