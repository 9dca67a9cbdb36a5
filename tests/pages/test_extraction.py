"""What is taken from a page: languages, marks, indentation, steps of a console, and what counts as the same output."""

import pytest

from .page import blocks_of, is_shown, steps_of

PAGE = """
# A page

```sh
echo 1
```

- in a list

    ```python title="a.py"
    if True:
        print("```")
    ```

````text norun="too long to wait for"
```sh
echo 2
```
````

```text output="above"
1
```

    indented code is no block
"""


def test_blocks_come_in_their_order_with_their_marks():
    """A block in a list loses the list's indentation alone, and a fence of four holds fences of three."""
    shell, script, long, output = blocks_of(PAGE)
    assert (shell.language, shell.code, shell.line, shell.is_run) == ("sh", "echo 1\n", 4, True)
    assert (script.code, script.is_file, script.is_run) == ('if True:\n    print("```")\n', True, False)
    assert (long.code, long.is_run, long.is_file) == ("```sh\necho 2\n```\n", False, False)
    assert output.is_output


def test_a_block_for_one_start_is_passed_over_by_the_others():
    """Without a mark it is for everybody."""
    (marked,) = blocks_of('```sh from="clone"\nmake\n```\n')
    assert [marked.suits(start) for start in ("clone", "wheels", "checkout")] == [True, False, False]
    assert next(blocks_of("```sh\nmake\n```\n")).suits("wheels")


def test_steps_of_a_console():
    """A command without output, one with two lines, and one that goes on after a backslash."""
    code = "$ cd x\n$ ls\na\nb\n$ echo a \\\n  b\na b\n"
    assert steps_of(code) == [("cd x", ""), ("ls", "a\nb\n"), ("echo a \\\n  b", "a b\n")]


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\n", "a \n\n", True),
        ("a\n", "a\nb\n", False),
        ("a…\n", "a\nb\n", True),
        ('{"date":"…"}', '{"date":"1795334511"}', True),
        ('{"date":"…"}', '{"date":"1795334511","more":1}', False),
        ("(1.0) [x]", "(1.0) [x]", True),
        ("1.0", "1x0", False),
        ("", "anything", False),
    ],
)
def test_what_counts_as_the_same_output(shown, printed, same):
    """An ellipsis is anything, everything else is itself."""
    assert is_shown(shown, printed) is same
