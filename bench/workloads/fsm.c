// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "context.h"

enum state { between, in_name, in_number, in_fraction, in_string, in_comment };

static inline int is_letter(uint8_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
static inline int is_digit(uint8_t c) { return c >= '0' && c <= '9'; }

// Splits n characters of program text into tokens by a state machine: nearly all branches.
// Returns the numbers of names, numbers, strings and other signs, 16 bits each.
uint64_t WORKLOAD(struct context* ctx) {
    uint32_t names = 0;
    uint32_t numbers = 0;
    uint32_t strings = 0;
    uint32_t signs = 0;
    enum state now = between;
    for (uint32_t i = 0; i < ctx->n; ++i) {
        const uint8_t c = ctx->data[i];
        if (now == in_string) {
            if (c == '"') {
                now = between;
            }
            continue;
        }
        if (now == in_comment) {
            if (c == '\n') {
                now = between;
            }
            continue;
        }
        if (now == in_name && (is_letter(c) || is_digit(c))) {
            continue;
        }
        if (now == in_number && c == '.') {
            now = in_fraction;
            continue;
        }
        if ((now == in_number || now == in_fraction) && is_digit(c)) {
            continue;
        }
        now = between;
        if (is_letter(c)) {
            ++names;
            now = in_name;
        } else if (is_digit(c)) {
            ++numbers;
            now = in_number;
        } else if (c == '"') {
            ++strings;
            now = in_string;
        } else if (c == '#') {
            now = in_comment;
        } else if (c != ' ' && c != '\n') {
            ++signs;
        }
    }
    return (uint64_t)names << 48 | (uint64_t)numbers << 32 | strings << 16 | signs;
}
