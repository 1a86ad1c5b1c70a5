# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Tables in Markdown's form, which is also readable as it stands."""


def text(value):
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.2f}" if value < 100 else f"{value:.0f}"
    return f"{value:,}" if isinstance(value, int) else value


def render(header, rows):
    """Rows of values under a header; the first column is left-aligned, the others right."""
    lines = [header, *rows]
    cells = [[text(value) for value in line] for line in lines]
    widths = [max(len(line[i]) for line in cells) for i in range(len(header))]
    cells.insert(1, ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])])

    def line_of(line):
        first = line[0].ljust(widths[0])
        rest = (value.rjust(width) for value, width in zip(line[1:], widths[1:]))
        return "| " + " | ".join([first, *rest]) + " |"

    return "\n".join(line_of(line) for line in cells)
