// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// A calculator on a stack of its own: each byte of the context is a command, and commands are found
// in a table of pointers to functions. The table lies in data, its addresses are filled in when the
// program is loaded, and each call through it must hit the start of a function.
#include <femto/guest/container.h>

enum { room = 16 };

static uint64_t values[room];
static uint32_t used;

static void push(uint64_t value) {
    if (used < room) {
        values[used++] = value;
    }
}
static uint64_t pop(void) { return used > 0 ? values[--used] : 0; }

static void one(void) { push(1); }
static void add(void) { push(pop() + pop()); }
static void multiply(void) { push(pop() * pop()); }
static void twice(void) {
    const uint64_t top = pop();
    push(top);
    push(top);
}

static void (*table[])(void) = {one, add, multiply, twice};

FEMTO_ENTRY uint64_t handlers(const uint8_t* commands, uint64_t size) {
    for (uint64_t i = 0; i < size; ++i) {
        if (commands[i] >= sizeof table / sizeof table[0]) {
            return (uint64_t)-1;
        }
        table[commands[i]]();
    }
    return pop();
}
