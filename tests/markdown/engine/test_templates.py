"""Code between the tags of Jekyll, Hexo and Hugo is no prose."""

from __future__ import annotations

import pytest

from reading import page, prose, targets

TAGS = [
    ("{% highlight ruby linenos %}", "{% endhighlight %}"),
    ("{%- highlight ruby -%}", "{%- endhighlight -%}"),
    ("{% codeblock lang:js %}", "{% endcodeblock %}"),
    ('{{< highlight go "linenos=table" >}}', "{{< /highlight >}}"),
    ("{{% highlight go %}}", "{{% /highlight %}}"),
    ("{{< code-toggle file=hugo >}}", "{{< /code-toggle >}}"),
    ('{{< output file="x.html" >}}', "{{< /output >}}"),
    ("{{<mermaid>}}", "{{</mermaid>}}"),
]
CODE = "# no heading\n\n[no](no.md) <b>\n    indented"


@pytest.mark.parametrize(("opening", "closing"), TAGS)
@pytest.mark.parametrize("before", ["", "Text [a](a.md)\n", "- item\n\n  ", "> "])
def test_what_the_tags_of_code_hold_is_code(opening: str, closing: str, before: str) -> None:
    mark = "> " if before == "> " else ""
    code = CODE.replace("\n", f"\n{mark}")
    text = f"{before}{opening}\n{mark}{code}\n{mark}{closing}\n\n[b](b.md)\n"
    document = page(text, "commonmark")
    assert [target.value for target in document.targets if target.value != "a.md"] == ["b.md"]
    assert not document.headings
    assert not document.tags
    assert [code.form for code in document.code] == ["fence"]
    held = document.code[0].span.of(text)
    assert held.startswith(opening)
    assert held.endswith(closing)


def test_code_may_stand_on_one_line() -> None:
    document = page("{{< highlight go >}}[no](no.md){{< /highlight >}}\n\nText\n", "commonmark")
    assert not targets(document)
    assert prose(document) == ["Text"]


@pytest.mark.parametrize(
    "text",
    [
        "{% highlight ruby %}\n[a](a.md)\n",
        "{{< tabs >}}\n[a](a.md)\n{{< /tabs >}}\n",
        "{% raw %}\n[a](a.md)\n{% endraw %}\n",
        "{{< code src=x />}}\n[a](a.md)\n{{< /code >}}\n",
        "{{</* highlight */>}}\n[a](a.md)\n{{</* /highlight */>}}\n",
        "{{< highlight go >}}x{{< /highlight >}} [a](a.md)\n",
    ],
)
def test_what_other_tags_hold_is_markdown(text: str) -> None:
    assert [target.value for target in page(text, "commonmark").targets] == ["a.md"]


def test_what_the_tags_of_a_comment_hold_is_a_comment() -> None:
    document = page("{% comment %}\n[no](no.md)\n{% endcomment %}\n\nText\n", "commonmark")
    assert [comment.text for comment in document.comments] == ["\n[no](no.md)\n"]
    assert not targets(document)
    assert prose(document) == ["Text"]


def test_many_tags_that_nothing_closes_take_linear_time() -> None:
    text = "{{< " + "code" * 20_000 + "\n" + "{% highlight %}\n" * 2000
    assert len(page(text, "commonmark").code) == 0
