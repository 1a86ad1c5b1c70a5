// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

struct sample {
    unsigned long long value;
};

int doubler(struct sample* event) {
    event->value *= 2;
    return 0;
}
