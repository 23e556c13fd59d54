"""The program: the command ``nblint``, which ``python -m nblint`` is too."""

import os
import sys

_INTERRUPTED = 130


def main() -> int:
    """Run nblint as a process of its own, and return the exit status.

    An interrupt while modules load, or while the interpreter ends, ends the process quietly; one
    during the run is the run's to handle. A SIGINT that the parent process ignores stays ignored.
    """
    try:
        import signal  # noqa: PLC0415 - it takes time, in which an interrupt may come

        is_heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if is_heard:
            signal.signal(signal.SIGINT, _leave)
        _open_closed_streams()
        from nblint.cli.main import load  # noqa: PLC0415 - as above

        run = load()
        if is_heard:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        status = run()
        if is_heard:
            signal.signal(signal.SIGINT, _leave)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except SystemExit as end:  # argparse has printed a help or what is wrong
        return _flushed(int(end.code or 0))
    return status


def _leave(*_: object) -> None:
    os._exit(_INTERRUPTED)


def _open_closed_streams() -> None:
    """Put a stream in the place of each standard stream that is closed, for which Python has None.

    Else the next file that is opened would be taken for it. To read or write it fails as with a
    closed one, but for standard error, whose text is lost.
    """
    standard = (
        (0, "stdin", "r", os.O_WRONLY),
        (1, "stdout", "w", os.O_RDONLY),
        (2, "stderr", "w", os.O_WRONLY),
    )
    for number, name, mode, flags in standard:
        if getattr(sys, name) is None:
            _open_nothing(number, flags)
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - it stays
            setattr(sys, name, stream)


def _open_nothing(number: int, flags: int) -> None:
    """Open the null device as the descriptor of this number."""
    handle = os.open(os.devnull, flags)
    if handle != number:
        os.dup2(handle, number)
        os.close(handle)


def _flushed(status: int) -> int:
    """Write what argparse has printed; return the exit status, 2 where that is not possible."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _open_nothing(stream.fileno(), os.O_WRONLY)  # the flush at exit would fail again
            status = 2
    return status


# A worker process imports this module too, and must not begin anew.
if __name__ == "__main__":
    raise SystemExit(main())
