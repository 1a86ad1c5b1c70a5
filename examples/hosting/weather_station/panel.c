// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "quantities.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

enum { keypad = 0, scan_us = 100000 };
enum view { now, highest, lowest, view_count };
static const char titles[view_count][4] = {"", "max", "min"};

static struct {
    int16_t value[view_count];
    uint8_t is_known;
} records[quantity_count]; // the container's own

// What the others have published.
static void look(void) {
    for (uint32_t key = 0; key < quantity_count; ++key) {
        uint32_t fetched;
        if (bpf_fetch_global(key, &fetched) != 0) {
            continue;
        }
        const int16_t value = (int16_t)fetched;
        int16_t* const record = records[key].value;
        record[now] = value;
        if (!records[key].is_known || value > record[highest]) {
            record[highest] = value;
        }
        if (!records[key].is_known || value < record[lowest]) {
            record[lowest] = value;
        }
        records[key].is_known = 1;
    }
}

static void draw(uint64_t display, const struct quantity* what, enum view view, int16_t value) {
    char text[8];
    text[bpf_fmt_s16_dfp(text, value, what->scale)] = '\0';
    bpf_hd44780_clear(display);
    bpf_hd44780_print(display, what->name);
    bpf_hd44780_set_cursor(display, 0, 13);
    bpf_hd44780_print(display, titles[view]);
    bpf_hd44780_set_cursor(display, 1, 0);
    bpf_hd44780_print(display, text);
    bpf_hd44780_print(display, " ");
    bpf_hd44780_print(display, what->unit);
}

// Ten times a second: the keypad and what is on the display. Left and right choose a quantity, up
// and down its extremes.
FEMTO_ENTRY int64_t panel(void) {
    enum { right, up, down, left, none };
    const uint64_t display = bpf_hd44780_init();
    uint32_t last = bpf_ztimer_now();
    uint32_t page = 0;
    enum view view = now;
    uint8_t held = none;
    int32_t shown = INT32_MAX; // nothing
    for (;;) {
        look();
        const uint8_t key = bpf_keypad_get_input(keypad);
        if (key != held) { // not as long as it is held
            held = key;
            shown = key == none ? shown : INT32_MAX;
            page = (page + (key == right  ? 1
                            : key == left ? quantity_count - 1
                                          : 0)) %
                   quantity_count;
            view = key == up ? highest : key == down ? lowest : key == none ? view : now;
        }
        const int16_t value = records[page].value[view];
        if (value != shown) {
            shown = value;
            draw(display, &quantities[page], view, value);
        }
        bpf_ztimer_periodic_wakeup(&last, scan_us);
    }
}
