"""What stands in a Location, by name; `redirect` sends it, and lone surrogates as bytes."""

from __future__ import annotations

LEADING = {
    "an absolute path": ("/there", "/there"),
    "a relative path": ("there", "/deep/there"),
    "dot segments": ("../x/./../there", "/there"),
    "a query alone": ("?there", "/deep/page?there"),
    "a fragment": ("/there#section", "/there"),
    "an empty fragment": ("/there#", "/there"),
    "white space around": ("  /there  ", "/there"),
    "UTF-8": ("/où", "/o%C3%B9"),
    "Latin-1": ("/o\udcf9", "/o%F9"),
    "a space": ("/a b", "/a%20b"),
    "a control character": ("/a\x1b[31mb", "/a%1B[31mb"),
}
"""Locations of a redirect at ``/deep/page``, each with the target that a browser asks next."""

SENSELESS = {
    "nothing": "",
    "white space": "   ",
    "no host": "http://",
    "no host but a port": "http://:80/",
    "an unclosed bracket": "http://[::1/",
    "a port in words": "http://127.0.0.1:http/",
    "a port too high": "http://127.0.0.1:99999/",
    "a host with a space": "http://exa mple.invalid/",
    "a host with a control character": "http://exam\x1bple.invalid/",
    "a label too long": f"http://{'x' * 64}.invalid/",
    "a megabyte": "/" + "x" * 2**20,
}

FORBIDDEN = {
    "a file": "file:///etc/passwd",
    "a script": "javascript:alert(1)",
    "data": "data:text/html,<title>Hello</title>",
    "a mail address": "mailto:someone@example.org",
    "FTP": "ftp://127.0.0.1/file",
    "Gopher": "gopher://127.0.0.1/1",
    "an app": "intent://open#Intent;end",
}
"""Locations that only a browser follows, or nobody."""

PRIVATE = {
    "a private network": "http://10.0.0.1/",
    "another": "http://192.168.1.1/",
    "a third": "http://172.16.0.1/",
    "a carrier's network": "http://100.64.0.1/",
    "a cloud's metadata": "http://169.254.169.254/latest/meta-data/",
    "no address": "http://0.0.0.0/",
    "loopback in decimal": "http://2130706433/",
    "loopback in hexadecimal": "http://0x7f000001/",
    "loopback in short": "http://127.1/",
    "loopback in IPv6": "http://[::1]/",
    "loopback as IPv4 in IPv6": "http://[::ffff:127.0.0.1]/",
    "a private network in IPv6": "http://[fd00::1]/",
    "a link in IPv6": "http://[fe80::1]/",
}
"""Locations in a network that strangers have no business in."""

NO_PAGE = {
    "a login page": "/login?next=%2Fdeep%2Fpage",
    "a sign-in page of another host": "https://accounts.example.org/signin?continue=/deep/page",
    "a consent page": "https://consent.example.org/m?continue=/deep/page",
    "the home page": "/",
    "a page for errors": "/404.html",
}
"""Locations to which no link should be changed, though the redirect be permanent."""
