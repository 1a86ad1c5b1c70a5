// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Data that holds addresses: of strings, of variables, of itself, constant and not.
#include "guest.h"

EXPORT uint64_t tables(const uint8_t* ctx, uint64_t length);

struct node {
    struct node* next;
    const char* name;
    uint64_t* counter;
    uint32_t weight;
};

static uint64_t count_zero[2];
static uint64_t count_set = 40;
static struct node third = {0, "third", &count_zero[1], 3};
static struct node second = {&third, "second", &count_zero[0], 2};
static struct node first = {&second, "first", &count_set, 1};
static struct node* head = &first;

static const char* const days[7] = {"mo", "tu", "wed", "thurs", "fr", "satur", "sunday"};
static const char letters[] = "abcdefghij";
static const char* const inner[3] = {&letters[2], &letters[5], &letters[9]};

uint64_t tables(const uint8_t* ctx, uint64_t length) {
    if (length < 2) {
        return 0;
    }
    uint64_t result = 0;
    for (struct node* at = head; at != 0; at = at->next) {
        *at->counter += at->weight;
        result = result * 7 + (uint8_t)at->name[ctx[0] % 5] + *at->counter;
    }
    if (ctx[1] & 1) { // the list itself changes for the runs to come
        head = head == &first ? &second : &first;
    }
    const char* day = days[ctx[0] % 7];
    while (*day != '\0') {
        result += (uint8_t)*day++;
    }
    return result * 256 + (uint8_t)*inner[ctx[1] % 3];
}
