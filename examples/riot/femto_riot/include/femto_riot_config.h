/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/**
 * @ingroup     sys_femto_riot
 * @defgroup    sys_femto_riot_config  femto compile time configuration
 * @ingroup     config
 * @{
 *
 * @file
 * @brief       Capacities of the engine. All of its RAM is static and follows from these.
 *
 * Each can be set by Kconfig, or by CFLAGS.
 */

#ifdef __cplusplus
extern "C" {
#endif

/** @brief  Containers loaded at a time, 1 to 254. About 120 bytes of RAM each on 32-bit boards. */
#ifndef CONFIG_FEMTO_RIOT_CONTAINERS
#define CONFIG_FEMTO_RIOT_CONTAINERS 8
#endif

/** @brief  Owners of containers, the firmware itself included, 1 to 255. 36 bytes of RAM each. */
#ifndef CONFIG_FEMTO_RIOT_TENANTS
#define CONFIG_FEMTO_RIOT_TENANTS 2
#endif

/** @brief  Hooks of the application's own, see femto_hook_add(), 1 to 16. 70 bytes of RAM each. */
#ifndef CONFIG_FEMTO_RIOT_APP_HOOKS
#define CONFIG_FEMTO_RIOT_APP_HOOKS 2
#endif

/** @brief  Values in all key-value stores together. 12 bytes of RAM each. */
#ifndef CONFIG_FEMTO_RIOT_STORE_ENTRIES
#define CONFIG_FEMTO_RIOT_STORE_ENTRIES 16
#endif

/** @brief  Stack of a container that runs to its end, a multiple of 8 [bytes]. There is one of
 *          these for all threads, and one for interrupts if there are hooks of theirs. */
#ifndef CONFIG_FEMTO_RIOT_STACK_BYTES
#define CONFIG_FEMTO_RIOT_STACK_BYTES 512
#endif

/** @brief  Whether hooks can be fired from interrupts, 0 or 1; 1 with module femto_riot_sched. See
 *          above for the RAM. */
#ifndef CONFIG_FEMTO_RIOT_ISR_HOOKS
#ifdef MODULE_FEMTO_RIOT_SCHED
#define CONFIG_FEMTO_RIOT_ISR_HOOKS 1
#else
#define CONFIG_FEMTO_RIOT_ISR_HOOKS 0
#endif
#endif
#if defined(MODULE_FEMTO_RIOT_SCHED) && CONFIG_FEMTO_RIOT_ISR_HOOKS == 0
#error "femto_riot_sched fires its hook as interrupts do: CONFIG_FEMTO_RIOT_ISR_HOOKS must be 1"
#endif

/** @brief  Long-running containers at a time, 0 to 254. One stack and about 130 bytes of RAM each. */
#ifndef CONFIG_FEMTO_RIOT_TASKS
#define CONFIG_FEMTO_RIOT_TASKS 1
#endif

/** @brief  Stack of a long-running container, a multiple of 8 [bytes]. */
#ifndef CONFIG_FEMTO_RIOT_TASK_STACK_BYTES
#define CONFIG_FEMTO_RIOT_TASK_STACK_BYTES 352
#endif

/** @brief  Instruction slots that one run may execute, unless tenant or hook allow less. */
#ifndef CONFIG_FEMTO_RIOT_BUDGET
#define CONFIG_FEMTO_RIOT_BUDGET 10000
#endif

/** @brief  The same for a run within the scheduler, which delays the thread that comes next. */
#ifndef CONFIG_FEMTO_RIOT_SCHED_BUDGET
#define CONFIG_FEMTO_RIOT_SCHED_BUDGET 1000
#endif

/** @brief  Slots of one slice of a long-running container. No other thread runs a container
 *          meanwhile. */
#ifndef CONFIG_FEMTO_RIOT_SLICE
#define CONFIG_FEMTO_RIOT_SLICE 1000
#endif

/** @brief  Until the next slice of long-running containers that have something to do
 *          [milliseconds]. Not in a thread of their own, which runs on as long as no other does. */
#ifndef CONFIG_FEMTO_RIOT_PAUSE_MS
#define CONFIG_FEMTO_RIOT_PAUSE_MS 1
#endif

/** @brief  The same for those that wait for something [milliseconds]. */
#ifndef CONFIG_FEMTO_RIOT_WAIT_MS
#define CONFIG_FEMTO_RIOT_WAIT_MS 10
#endif

/** @brief  Faults in a row after which a container is not run any more, 1 to 255; 0 for never. */
#ifndef CONFIG_FEMTO_RIOT_QUARANTINE_AFTER
#define CONFIG_FEMTO_RIOT_QUARANTINE_AFTER 3
#endif

/** @brief  Fault reports kept, 1 to 255. 104 bytes of RAM each. */
#ifndef CONFIG_FEMTO_RIOT_FAULT_REPORTS
#define CONFIG_FEMTO_RIOT_FAULT_REPORTS 2
#endif

/** @brief  A CoAP message that containers see or make, at most [bytes]. */
#ifndef CONFIG_FEMTO_RIOT_COAP_PDU_BYTES
#define CONFIG_FEMTO_RIOT_COAP_PDU_BYTES 128
#endif

/** @brief  Places in RAM for images that come at run time, 0 to 16, see femto_slot_write(). */
#ifndef CONFIG_FEMTO_RIOT_SLOTS
#define CONFIG_FEMTO_RIOT_SLOTS 2
#endif

/** @brief  Size of such a place, a multiple of 8, for an image and its variables [bytes]. */
#ifndef CONFIG_FEMTO_RIOT_SLOT_BYTES
#define CONFIG_FEMTO_RIOT_SLOT_BYTES 512
#endif

/** @brief  Places in storage for containers that come over the network, 1 to 32, fewer than
 *          CONFIG_FEMTO_RIOT_CONTAINERS. */
#ifndef CONFIG_FEMTO_RIOT_UPDATE_SLOTS
#define CONFIG_FEMTO_RIOT_UPDATE_SLOTS 2
#endif

/** @brief  The longest image that comes so [bytes]. */
#ifndef CONFIG_FEMTO_RIOT_UPDATE_IMAGE_BYTES
#define CONFIG_FEMTO_RIOT_UPDATE_IMAGE_BYTES 1024
#endif

/** @brief  The variables of one of those, a multiple of 8 [bytes]. Twice as much RAM for each place. */
#ifndef CONFIG_FEMTO_RIOT_UPDATE_DATA_BYTES
#define CONFIG_FEMTO_RIOT_UPDATE_DATA_BYTES 64
#endif

/** @brief  The longest list of tenants [bytes]. */
#ifndef CONFIG_FEMTO_RIOT_UPDATE_LIST_BYTES
#define CONFIG_FEMTO_RIOT_UPDATE_LIST_BYTES 1024
#endif

/** @brief  What of an envelope is no image [bytes]. As much RAM. */
#ifndef CONFIG_FEMTO_RIOT_UPDATE_ENVELOPE_BYTES
#define CONFIG_FEMTO_RIOT_UPDATE_ENVELOPE_BYTES 512
#endif

/** @brief  The longest URI to get something from [bytes]. As much RAM. */
#ifndef CONFIG_FEMTO_RIOT_UPDATE_URI_BYTES
#define CONFIG_FEMTO_RIOT_UPDATE_URI_BYTES 96
#endif

/** @brief  The most that one response carries, a power of two from 16 to 1024 [bytes]. As much RAM. */
#ifndef CONFIG_FEMTO_RIOT_UPDATE_BLOCK_BYTES
#define CONFIG_FEMTO_RIOT_UPDATE_BLOCK_BYTES 256
#endif

/** @brief  What containers printed that is kept, a power of two [bytes]. As much RAM, with
 *          femto_riot_print. */
#ifndef CONFIG_FEMTO_RIOT_UPDATE_LOG_BYTES
#define CONFIG_FEMTO_RIOT_UPDATE_LOG_BYTES 256
#endif

/** @brief  The first of the tags that credman has keys of DTLS by, 1 to 65000; one for each peer. */
#ifndef CONFIG_FEMTO_RIOT_DTLS_TAG
#define CONFIG_FEMTO_RIOT_DTLS_TAG 64000
#endif

/** @brief  What the storage writes at once, a power of two from 1 to 32 [bytes]. */
#ifndef CONFIG_FEMTO_RIOT_UPDATE_WRITE_BYTES
#define CONFIG_FEMTO_RIOT_UPDATE_WRITE_BYTES 4
#endif

/** @brief  What the storage erases at once, a power of two from 512 to 131072 [bytes]. */
#ifndef CONFIG_FEMTO_RIOT_UPDATE_ERASE_BYTES
#define CONFIG_FEMTO_RIOT_UPDATE_ERASE_BYTES 512
#endif

/** @brief  Whether there is RAM for all that storage holds, 0 or 1; 0 when it can be read in place. */
#ifndef CONFIG_FEMTO_RIOT_UPDATE_RAM
#define CONFIG_FEMTO_RIOT_UPDATE_RAM 1
#endif

#ifndef DOXYGEN
#define FEMTO_UPDATE_ROUNDED_(bytes)                                                               \
    (((bytes) + CONFIG_FEMTO_RIOT_UPDATE_ERASE_BYTES - 1) / CONFIG_FEMTO_RIOT_UPDATE_ERASE_BYTES * \
     CONFIG_FEMTO_RIOT_UPDATE_ERASE_BYTES)
#endif

/** @brief  What the storage must have: a journal of two units and two images for each place, and for
 *          the list of tenants [bytes]. */
#define FEMTO_UPDATE_STORAGE_BYTES                                                                 \
    (2 * (CONFIG_FEMTO_RIOT_UPDATE_SLOTS + 1) * CONFIG_FEMTO_RIOT_UPDATE_ERASE_BYTES +             \
     2 * CONFIG_FEMTO_RIOT_UPDATE_SLOTS *                                                          \
         FEMTO_UPDATE_ROUNDED_(CONFIG_FEMTO_RIOT_UPDATE_IMAGE_BYTES) +                             \
     2 * FEMTO_UPDATE_ROUNDED_(CONFIG_FEMTO_RIOT_UPDATE_LIST_BYTES))

#ifdef __cplusplus
}
#endif

/** @} */
