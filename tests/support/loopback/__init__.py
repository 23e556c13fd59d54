"""The loopback web: hosts for tests that behave badly in every way the real web does.

The fixture `web` is a `Web`. A test lays out URLs, lets its subject ask them, and reads in
`web.log` what was asked, by whom, when, how many at a time, and how much was taken:

    web.page("/here", "<h1 id=top>Here</h1>")
    web.route("/there", redirect(web.url("/here", host="127.0.0.2"), 301))
    web.route("/busy", in_turn(slow_down("2"), page("at last")))
    web.route("/cut", raw(UNFINISHED["in the body"], then=reset))
    ask(web.url("/there", tls="expired"))
    assert web.log.peak("127.0.0.1") <= 8

A behaviour answers one request (`exchange`); `answers`, `endings` and `bodies` have those that are
made of code, and `garbled`, `locations`, `pages` and `walls` tables of what is but bytes. Nothing
measures time: gates (`web.gate`) hold requests until they are opened, `hang` until the client has
left, and `web.log.until` waits until something was seen.
"""
