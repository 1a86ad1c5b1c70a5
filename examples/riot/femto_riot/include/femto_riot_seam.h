/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/**
 * @ingroup     sys_femto_riot
 * @defgroup    sys_femto_riot_seam  Between femto's C++ and RIOT's C
 * @brief       Not for applications
 * @{
 *
 * @file
 * @brief       What the one C++ file wants of the system, and what the C files want of it
 *
 * That file includes no header of RIOT, several of which are no C++, and no C file includes one of
 * femto's. So the same C++ runs on a host, over another implementation of this page.
 *
 * @author      The femto authors
 */

#include "femto_riot.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @name    Given by the system
 * @{
 */
/** @brief  Masks interrupts. @return what femto_seam_irq_restore() wants */
unsigned femto_seam_irq_disable(void);
/** @brief  Restores what was. */
void femto_seam_irq_restore(unsigned state);
/** @brief  Whether this is an interrupt. */
bool femto_seam_in_isr(void);

/** @brief  Takes the one recursive mutex. */
void femto_seam_lock(void);
/** @brief  Gives it back. */
void femto_seam_unlock(void);

/** @brief  Milliseconds since some moment, also from interrupts. */
uint32_t femto_seam_now_ms(void);
/** @brief  Microseconds since some moment, also from interrupts. */
uint32_t femto_seam_now_us(void);

/** @brief  Writes to the console. */
void femto_seam_write(const char *text, size_t size);

/** @brief  A container was started: it wants slices from now on. */
void femto_seam_started(void);

/** @brief  What a sensor says: as `phydat_t`. */
typedef struct {
    int16_t val[3]; /**< the numbers */
    uint8_t unit;   /**< of the numbers */
    int8_t scale;   /**< they are times 10^scale */
} femto_reading_t;

/** @brief  Sensors and actuators there are. */
unsigned femto_seam_device_count(void);
/** @brief  What kind one is; 0 if there is none. */
uint8_t femto_seam_device_type(unsigned index);
/** @brief  Reads one. @return how many numbers, or a negative error */
int femto_seam_device_read(unsigned index, femto_reading_t *reading);
/** @brief  Writes to one. @return how many numbers it took, or a negative error */
int femto_seam_device_write(unsigned index, const femto_reading_t *reading);

/** @brief  Makes a pin an input. @return false: not for containers */
bool femto_seam_pin_input(uint32_t port, uint32_t pin);
/** @brief  Reads a pin. @return 0 or 1, or -1: not for containers */
int femto_seam_pin_read(uint32_t port, uint32_t pin);
/** @brief  Writes to a pin. @return false: not for containers */
bool femto_seam_pin_write(uint32_t port, uint32_t pin, bool high);

/** @brief  What is compiled in: `index` from 0. @return NULL behind the last */
const femto_image_t *femto_seam_builtin(unsigned index, femto_hook_t *hook);
/** @brief  One of these was refused when the firmware began. */
void femto_seam_refused(const char *name, int error, uint32_t at);
/** @} */

/**
 * @name    Given by femto
 * @{
 */
/** @brief  Fires @ref FEMTO_HOOK_SCHED. Interrupts are masked, or this is one. */
void femto_vm_switched(uint32_t previous, uint32_t next);
/** @brief  Fires @ref FEMTO_HOOK_TIMER. */
void femto_vm_tick(uint32_t now_us, uint32_t period_us, uint32_t count, uint32_t missed);
/**
 * @brief   Lets containers answer a CoAP request
 *
 * @param[in]   hook        @ref FEMTO_HOOK_COAP or one of the application's own
 * @param[in]   request     the message as it was received
 * @param[in]   size        of it
 * @param[out]  out         for the response
 * @param[in]   out_size    of that room
 *
 * @return  length of the response, 0 for none
 */
size_t femto_vm_answer(femto_hook_t hook, const uint8_t *request, size_t size, uint8_t *out,
                       size_t out_size);
/** @} */

#ifdef __cplusplus
}
#endif

/** @} */
