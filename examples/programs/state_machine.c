// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Reads text character by character and counts what it finds: words, numbers, comments and bad
// characters, 16 bits each from the lowest. All branches, hardly any arithmetic.
#include <femto/guest/container.h>

enum state { between, in_word, in_number, in_comment };

static int is_letter(uint8_t c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
static int is_digit(uint8_t c) { return c >= '0' && c <= '9'; }

FEMTO_ENTRY uint64_t state_machine(const uint8_t* text, uint64_t size) {
    uint64_t words = 0;
    uint64_t numbers = 0;
    uint64_t comments = 0;
    uint64_t bad = 0;
    enum state state = between;
    for (uint64_t i = 0; i < size; ++i) {
        const uint8_t c = text[i];
        switch (state) {
        case in_comment:
            if (c == '\n') {
                state = between;
            }
            continue;
        case in_word:
            if (is_letter(c) || is_digit(c) || c == '_') {
                continue;
            }
            break;
        case in_number:
            if (is_digit(c)) {
                continue;
            }
            break;
        case between: break;
        }
        state = between;
        if (c == '#') {
            state = in_comment;
            ++comments;
        } else if (is_letter(c)) {
            state = in_word;
            ++words;
        } else if (is_digit(c)) {
            state = in_number;
            ++numbers;
        } else if (c < ' ' && c != '\n') {
            ++bad;
        }
    }
    return bad << 48 | comments << 32 | numbers << 16 | words;
}
