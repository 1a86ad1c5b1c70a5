/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       Pins for containers, of those that the application lists
 *
 * @author      The femto authors
 *
 * @}
 */

#include <limits.h>

#include "femto_riot_gpio.h"
#include "femto_riot_seam.h"

XFA_INIT_CONST(femto_pin_t, femto_pins_xfa);

#define NOT_FOUND (UINT_MAX)

/* Bit n: the n-th pin was made an output. A pin that is none cannot be written to, on some boards at
 * all; one that is made an output again is low for a moment. */
static uint32_t _outputs;

static unsigned _find(uint32_t port, uint32_t pin)
{
    for (unsigned i = 0; i < XFA_LEN(femto_pin_t, femto_pins_xfa); i++) {
        if (femto_pins_xfa[i].port == port && femto_pins_xfa[i].pin == pin) {
            return i;
        }
    }
    return NOT_FOUND;
}

static bool _is_output(unsigned index)
{
    return index < 32 && (_outputs >> index & 1);
}

static bool _make(unsigned index, gpio_mode_t mode)
{
    if (gpio_init(femto_pins_xfa[index].gpio, mode) != 0) {
        return false;
    }
    if (index < 32) {
        uint32_t bit = (uint32_t)1 << index;

        _outputs = mode == GPIO_OUT ? _outputs | bit : _outputs & ~bit;
    }
    return true;
}

bool femto_seam_pin_input(uint32_t port, uint32_t pin)
{
    unsigned index = _find(port, pin);

    return index != NOT_FOUND && _make(index, GPIO_IN);
}

int femto_seam_pin_read(uint32_t port, uint32_t pin)
{
    unsigned index = _find(port, pin);

    return index == NOT_FOUND ? -1 : gpio_read(femto_pins_xfa[index].gpio) ? 1 : 0;
}

bool femto_seam_pin_write(uint32_t port, uint32_t pin, bool high)
{
    unsigned index = _find(port, pin);

    if (index == NOT_FOUND || (!_is_output(index) && !_make(index, GPIO_OUT))) {
        return false;
    }
    gpio_write(femto_pins_xfa[index].gpio, high);
    return true;
}
