/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/* A stub, not RIOT: see README.md. */
#pragma once

#include <stdbool.h>

typedef unsigned gpio_t;
typedef enum { GPIO_IN, GPIO_OUT } gpio_mode_t;

#define GPIO_PIN(port, pin) ((gpio_t)((port) << 5 | (pin)))

int gpio_init(gpio_t pin, gpio_mode_t mode);
bool gpio_read(gpio_t pin);
void gpio_write(gpio_t pin, bool value);
