/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       Pins that containers may use
 *
 * They may use no other. With module femto_riot_gpio. For C files only.
 *
 * ```C
 * FEMTO_PIN(led, 0, 13);
 * ```
 *
 * @author      The femto authors
 */

#include "periph/gpio.h"
#include "xfa.h"

#include "femto_riot.h"

/** @brief  A pin for containers. */
typedef struct {
    uint8_t port; /**< as they name it */
    uint8_t pin;  /**< as they name it */
    gpio_t gpio;  /**< as the board does */
} femto_pin_t;

/**
 * @brief   Lets containers have a pin
 *
 * @param   name    a C identifier that no other has
 * @param   port    first argument of `GPIO_PIN()`
 * @param   pin     second argument
 */
#define FEMTO_PIN(name, port_, pin_)                                                               \
    XFA_CONST(femto_pin_t, femto_pins_xfa, 0)                                                      \
    femto_pin_##name = {.port = port_, .pin = pin_, .gpio = GPIO_PIN(port_, pin_)}

/** @} */
