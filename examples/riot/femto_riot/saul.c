/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       Sensors and actuators for containers, by their place in the registry
 *
 * @author      The femto authors
 *
 * @}
 */

#include <errno.h>
#include <string.h>

#include "phydat.h"
#include "saul_reg.h"

#include "femto_riot_seam.h"

_Static_assert(sizeof(femto_reading_t) == sizeof(phydat_t), "a reading is a phydat_t");

unsigned femto_seam_device_count(void)
{
    unsigned count = 0;

    for (saul_reg_t *each = saul_reg; each; each = each->next) {
        count++;
    }
    return count;
}

uint8_t femto_seam_device_type(unsigned index)
{
    saul_reg_t *device = saul_reg_find_nth((int)index);

    return device ? device->driver->type : 0;
}

int femto_seam_device_read(unsigned index, femto_reading_t *reading)
{
    phydat_t data = {0};
    saul_reg_t *device = saul_reg_find_nth((int)index);
    int numbers = device ? saul_reg_read(device, &data) : -ENODEV;

    memcpy(reading, &data, sizeof(data));
    return numbers;
}

int femto_seam_device_write(unsigned index, const femto_reading_t *reading)
{
    phydat_t data;
    saul_reg_t *device = saul_reg_find_nth((int)index);

    memcpy(&data, reading, sizeof(data));
    return device ? saul_reg_write(device, &data) : -ENODEV;
}
