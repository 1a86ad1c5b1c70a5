/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       The last pages of the board's own flash, read where they are
 *
 * @author      The femto authors
 *
 * @}
 */

#include "mtd_flashpage.h"
#include "periph/flashpage.h"

#include "femto_riot_update.h"

#define FLASH_BYTES (FLASHPAGE_NUMOF * FLASHPAGE_SIZE)

_Static_assert(CONFIG_FEMTO_RIOT_UPDATE_ERASE_BYTES % FLASHPAGE_SIZE == 0,
               "CONFIG_FEMTO_RIOT_UPDATE_ERASE_BYTES must be whole pages of the flash");
_Static_assert(CONFIG_FEMTO_RIOT_UPDATE_WRITE_BYTES % FLASHPAGE_WRITE_BLOCK_SIZE == 0,
               "CONFIG_FEMTO_RIOT_UPDATE_WRITE_BYTES must be whole blocks that the flash writes");
_Static_assert(FEMTO_UPDATE_STORAGE_BYTES <= FLASH_BYTES,
               "FEMTO_UPDATE_STORAGE_BYTES must be less than the flash has");
_Static_assert((FLASH_BYTES - FEMTO_UPDATE_STORAGE_BYTES) % FLASHPAGE_SIZE == 0 &&
                   FLASH_BYTES % CONFIG_FEMTO_RIOT_UPDATE_ERASE_BYTES == 0,
               "the last pages must begin where the storage erases");
_Static_assert((FLASHPAGE_ERASE_STATE & 0xFF) == 0xFF,
               "erasing must make all bits of the flash rise");

femto_update_storage_t femto_flash_storage(void)
{
    static mtd_flashpage_t flash = MTD_FLASHPAGE_INIT_VAL(1);
    const uint32_t offset = FLASH_BYTES - FEMTO_UPDATE_STORAGE_BYTES;

    return (femto_update_storage_t){
        .mtd = &flash.base,
        .offset = offset,
        .mapped = flashpage_addr(offset / FLASHPAGE_SIZE),
    };
}
