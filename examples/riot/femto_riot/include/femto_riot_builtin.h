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
 * @brief       Containers that are compiled into the firmware
 *
 * `femto pack counter.o --c-array counter_image -o counter.h` makes an array of an image, on the
 * boundary that it needs:
 *
 * ```C
 * #include "counter.h"
 *
 * FEMTO_CONTAINER(counter, counter_image, FEMTO_HOOK_SCHED);
 * ```
 *
 * RIOT does the same with `BLOBS += counter.bin`, but for the boundary: that is yours to ask for.
 *
 * ```C
 * _Alignas(4)
 * #include "blob/counter.bin.h"
 *
 * FEMTO_CONTAINER(counter, counter_bin, FEMTO_HOOK_SCHED);
 * ```
 *
 * They stay in flash, and each is loaded and attached by femto_init(), which auto_init calls before
 * main(): a hook that main() adds is not there yet, and naming it here is
 * @ref FEMTO_ERR_NO_SUCH_HOOK on the console. What such a hook is to run is only loaded, and attached
 * behind femto_hook_add():
 *
 * ```C
 * FEMTO_CONTAINER(counter, counter_image, FEMTO_HOOK_NONE);
 * ...
 * femto_attach(femto_find("counter"), hook, NULL);
 * ```
 *
 * For C files only.
 *
 * @author      The femto authors
 */

#include "xfa.h"

#include "femto_riot.h"

/** @brief  A container that is compiled in. */
typedef struct {
    femto_image_t from; /**< what it is made of */
    femto_hook_t hook;  /**< to attach it to, or @ref FEMTO_HOOK_NONE */
} femto_builtin_t;

#ifndef DOXYGEN
#define FEMTO_BUILTIN_(id, bytes, room, room_size, hook_)                                          \
    _Static_assert(__alignof__(bytes) >= 4,                                                        \
                   "an image lies on a 4-byte boundary: write _Alignas(4) before its array");      \
    XFA_CONST(femto_builtin_t, femto_builtins_xfa, 0)                                              \
    femto_builtin_##id = {                                                                         \
        .from = {.name = #id,                                                                      \
                 .image = bytes,                                                                   \
                 .size = sizeof(bytes),                                                            \
                 .data = room,                                                                     \
                 .data_size = room_size,                                                           \
                 .tenant = FEMTO_TENANT_FIRMWARE},                                                 \
        .hook = hook_,                                                                             \
    }
#endif

/**
 * @brief   Compiles a container in
 *
 * @param   name    by which the shell and femto_find() know it: a C identifier
 * @param   bytes   array of its image
 * @param   hook    to attach it to: one of the launchpads', see above; @ref FEMTO_HOOK_NONE to only
 *                  load it
 */
#define FEMTO_CONTAINER(name, bytes, hook) FEMTO_BUILTIN_(name, bytes, NULL, 0, hook)

/**
 * @brief   The same for one that has variables of its own
 *
 * @param   name    as above
 * @param   bytes   as above
 * @param   hook    as above
 * @param   size    of all its variables; a load that fails with @ref FEMTO_ERR_BUFFER_TOO_SMALL or
 *                  `missing_data` says how many bytes they are
 */
#define FEMTO_CONTAINER_WITH_DATA(name, bytes, hook, size)                                         \
    static uint64_t femto_data_##name[((size) + 7) / 8];                                           \
    FEMTO_BUILTIN_(name, bytes, femto_data_##name, sizeof(femto_data_##name), hook)

/** @} */
