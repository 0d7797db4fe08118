"""Writing files so that a reader sees the old text or the new one, never half, whatever happens."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from portrait_cli.core.errors import NotFoundError, StorageError


def path_of(name: str) -> Path:
    """Read a path as people write it, `~` included. Raises NotFoundError for the home of nobody."""
    try:
        return Path(name).expanduser().absolute()
    except OSError:
        message = "the folder you are in is not there any more"
        raise StorageError(message, hint="cd to another one, and try again") from None
    except RuntimeError:
        raise NotFoundError(f"there is no home folder for {name.split('/', maxsplit=1)[0]}") from None


def exists(path: Path) -> bool:
    """Say whether something stands at a path; nothing can stand at one that the system refuses."""
    try:
        return path.exists()
    except OSError:
        return False


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, for its owner only; one that is there stays as it is.

    Raises StorageError when the system refuses.
    """
    with storage_errors(folder):
        for missing in reversed([folder, *folder.parents]):
            if not missing.exists():
                missing.mkdir(mode=0o700, exist_ok=True)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def write_new(path: Path, text: str | bytes) -> bool:
    """Write a file that must not be there yet; False, and nothing is changed, when it is.

    Raises StorageError when the system refuses.
    """
    with _temporary(path, text) as temporary:
        try:
            os.link(temporary, path)
        except FileExistsError:
            return False
        except OSError as error:
            if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}:
                raise
            # A file system without links: claim the name first, then replace our own empty file.
            try:
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            except FileExistsError:
                return False
            temporary.replace(path)
        sync_folder(path.parent)
    return True


def write_out(path: Path, text: str, *, over: bool) -> bool:
    """Write a file that a person asked for; False when one is there, and it is not to be written over.

    Raises StorageError when the system refuses.
    """
    if over and exists(path):
        rewrite(path, text)
        return True
    return write_new(path, text)


def rewrite(path: Path, text: str | bytes) -> None:
    """Write a file that is there anew; a link to it stays a link, and its mode stays as it was.

    Raises StorageError when the system refuses.
    """
    with storage_errors(path):
        file = Path(os.path.realpath(path))
        mode = stat.S_IMODE(file.stat().st_mode)
    replace(file, text)
    with storage_errors(path):
        file.chmod(mode)


def replace(path: Path, text: str | bytes) -> None:
    """Write a file in place of the one that may be there. Raises StorageError when the system refuses."""
    with _temporary(path, text) as temporary:
        temporary.replace(path)
        sync_folder(path.parent)


@contextlib.contextmanager
def _temporary(path: Path, text: str | bytes) -> Iterator[Path]:
    """Hold the text in a file beside its place, safe on the disk; it is gone afterwards."""
    make_folder(path.parent)
    temporary = path.parent / f".portrait-{os.urandom(8).hex()}.tmp"
    with storage_errors(path):
        try:
            descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with open(descriptor, "wb") as file:  # noqa: PTH123  # a descriptor, not a path
                file.write(text.encode() if isinstance(text, str) else text)
                file.flush()
                os.fsync(file.fileno())
            yield temporary
        finally:
            with contextlib.suppress(FileNotFoundError):
                temporary.unlink()


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder last through a power cut, where the system can."""
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder that may be written into, but not listed
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn what the system says about a path into one sentence and a hint."""
    try:
        yield
    except OSError as error:
        reasons = {
            errno.EACCES: "you may not use it",
            errno.EPERM: "you may not use it",
            errno.EROFS: "it is on a disk that can only be read",
            errno.ENOSPC: "the disk is full",
            errno.EDQUOT: "your share of the disk is full",
            errno.EFBIG: "the file would be too large",
            errno.ENOTDIR: "a file stands where a folder is needed",
            errno.ENAMETOOLONG: "the name is too long",
            errno.ELOOP: "its links lead round in a circle",
        }
        reason = reasons.get(error.errno or 0, (error.strerror or "the system refused").lower())
        raise StorageError(
            f"could not use {path}: {reason}", hint="`portrait paths` shows every place used"
        ) from None


@contextlib.contextmanager
def locked(path: Path, seconds: float) -> Iterator[bool]:
    """Hold a lock that only one process has; False when another one kept it for so many seconds."""
    # Most commands never write, and the import costs as much as rich's.
    from filelock import FileLock, Timeout

    make_folder(path.parent)
    lock = FileLock(path, timeout=seconds, mode=0o600)
    with storage_errors(path):
        try:
            lock.acquire(poll_interval=0.01)
        except Timeout:
            yield False
            return
    try:
        yield True
    finally:
        lock.release()
