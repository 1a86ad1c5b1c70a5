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

#include "femto_riot_gpio.h"
#include "femto_riot_seam.h"

XFA_INIT_CONST(femto_pin_t, femto_pins_xfa);

static const femto_pin_t *_find(uint32_t port, uint32_t pin)
{
    for (unsigned i = 0; i < XFA_LEN(femto_pin_t, femto_pins_xfa); i++) {
        if (femto_pins_xfa[i].port == port && femto_pins_xfa[i].pin == pin) {
            return &femto_pins_xfa[i];
        }
    }
    return NULL;
}

bool femto_seam_pin_input(uint32_t port, uint32_t pin)
{
    const femto_pin_t *it = _find(port, pin);

    return it && gpio_init(it->gpio, GPIO_IN) == 0;
}

int femto_seam_pin_read(uint32_t port, uint32_t pin)
{
    const femto_pin_t *it = _find(port, pin);

    return it ? (gpio_read(it->gpio) ? 1 : 0) : -1;
}

bool femto_seam_pin_write(uint32_t port, uint32_t pin, bool high)
{
    const femto_pin_t *it = _find(port, pin);

    if (it) {
        gpio_write(it->gpio, high);
    }
    return it;
}
