"""Answers that are broken as bytes, by name; `raw` sends them."""

from __future__ import annotations

_OK = b"HTTP/1.1 200 OK\r\n"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"

UNFINISHED = {
    "before the answer": b"",
    "in the status line": b"HTTP/1.1 2",
    "after the status line": _OK,
    "in a header": _OK + b"Content-Le",
    "between headers": _OK + b"Content-Type: text/html\r\n",
    "before the body": _OK + b"Content-Length: 100\r\n\r\n",
    "in the body": _OK + b"Content-Length: 100\r\n\r\n<title>Half",
    "before the chunks": _CHUNKED,
    "in a chunk's size": _CHUNKED + b"5\r\nhello\r\n6",
    "in a chunk": _CHUNKED + b"5\r\nhello\r\n6\r\nwor",
    "before the last chunk": _CHUNKED + b"5\r\nhello\r\n",
    "in the trailers": _CHUNKED + b"5\r\nhello\r\n0\r\nX-Sum: 12",
}
"""What was sent, by where it stops: to be closed, reset or left hanging there."""

NOT_HTTP = {
    "noise": bytes(range(256)) * 4,
    "zeros": bytes(1000),
    "the banner of an SSH server": b"SSH-2.0-OpenSSH_9.6\r\n",
    "the banner of an FTP server": b"220 FTP ready\r\n",
    "the banner of a mail server": b"220 mail.example ESMTP\r\n",
    "a page without a head (HTTP/0.9)": b"<html><title>Old</title>Hello.</html>",
    "an alert of TLS": b"\x15\x03\x01\x00\x02\x02\x46",
    "a request": b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n",
    "line ends alone": b"\r\n" * 100,
}

BAD_HEADS = {
    "no status": b"HTTP/1.1\r\n\r\n",
    "a status in words": b"HTTP/1.1 OK 200\r\nContent-Length: 0\r\n\r\n",
    "a status of two digits": b"HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n",
    "a status of four digits": b"HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n",
    "status 000": b"HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n",
    "a negative status": b"HTTP/1.1 -200 OK\r\nContent-Length: 0\r\n\r\n",
    "a protocol in lower case": b"http/1.1 200 ok\r\nContent-Length: 0\r\n\r\n",
    "an unknown protocol": b"ICY 200 OK\r\n\r\n",
    "an unknown version": b"HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n",
    "a header without a colon": _OK + b"Content-Type text/html\r\nContent-Length: 0\r\n\r\n",
    "a header's name with a space": _OK + b"Content Type: text/html\r\nContent-Length: 0\r\n\r\n",
    "a header without a name": _OK + b": text/html\r\nContent-Length: 0\r\n\r\n",
    "a NUL in a header": _OK + b"X-Name: a\0b\r\nContent-Length: 0\r\n\r\n",
    "an escape in a header": _OK + b"X-Name: \x1b[31mred\x07\r\nContent-Length: 0\r\n\r\n",
    "a lone CR in a header": _OK + b"X-Name: a\rX-Other: b\r\nContent-Length: 0\r\n\r\n",
    "a lone LF in a header": _OK + b"X-Name: a\nX-Other: b\r\nContent-Length: 0\r\n\r\n",
    "a negative length": _OK + b"Content-Length: -1\r\n\r\nhello",
    "a length in words": _OK + b"Content-Length: five\r\n\r\nhello",
    "a length of thirty digits": _OK + b"Content-Length: " + b"9" * 30 + b"\r\n\r\nhello",
    "two lengths": _OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "two lengths in one": _OK + b"Content-Length: 5, 6\r\n\r\nhello!",
    "a length beside chunks": _OK
    + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    "an unknown transfer coding": _OK + b"Transfer-Encoding: magic\r\n\r\nhello",
    "a chunk's size in words": _CHUNKED + b"five\r\nhello\r\n0\r\n\r\n",
    "a negative chunk": _CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n",
    "a chunk's size of thirty digits": _CHUNKED + b"f" * 30 + b"\r\nhello\r\n0\r\n\r\n",
    "a chunk longer than its size": _CHUNKED + b"3\r\nhello\r\n0\r\n\r\n",
    "one header of a megabyte": _OK + b"X-Huge: " + b"x" * 2**20 + b"\r\nContent-Length: 0\r\n\r\n",
    "ten thousand headers": _OK + b"X-One: more\r\n" * 10_000 + b"Content-Length: 0\r\n\r\n",
}

ODD_BUT_FINE = {
    "no reason phrase": b"HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello",
    "a reason phrase in Latin-1": b"HTTP/1.1 200 \xfcberall\r\nContent-Length: 5\r\n\r\nhello",
    "HTTP/1.0 without a length": b"HTTP/1.0 200 OK\r\n\r\nhello",
    "HTTP/1.1 without a length": _OK + b"\r\nhello",
    "header names in odd case": _OK + b"cOnTeNt-LeNgTh: 5\r\n\r\nhello",
    "no space after the colon": _OK + b"Content-Length:5\r\n\r\nhello",
    "a folded header": _OK + b"X-Long: one\r\n two\r\nContent-Length: 5\r\n\r\nhello",
    "a header in UTF-8": _OK + "X-Name: Zoë\r\nContent-Length: 5\r\n\r\nhello".encode(),
    "a header in Latin-1": _OK + b"X-Name: Zo\xeb\r\nContent-Length: 5\r\n\r\nhello",
    "lines that end with LF alone": b"HTTP/1.1 200 OK\nContent-Length: 5\n\nhello",
    "equal lengths, twice": _OK + b"Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
    "extensions of chunks": _CHUNKED + b"5;name=value\r\nhello\r\n0\r\n\r\n",
    "a body that is longer than its length": _OK + b"Content-Length: 5\r\n\r\nhello and more",
}
"""Answers of 200 with the body ``hello``, which a browser takes."""
