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
 * @brief       What the C++ files want of the system, and what the C files want of them
 *
 * They include no header of RIOT, several of which are no C++, and no C file includes one of
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

/** @brief  What people call such boards. */
const char *femto_seam_board(void);

/** @brief  FEMTO_UPDATE_STORAGE_BYTES that keep what is written, as they are now, on an 8-byte
 *          boundary. @return NULL: there are none */
const uint8_t *femto_seam_storage(void);
/** @brief  Writes whole units of CONFIG_FEMTO_RIOT_UPDATE_WRITE_BYTES: bits fall, none rises. */
bool femto_seam_storage_write(size_t at, const void *bytes, size_t size);
/** @brief  Makes all bits of one unit of CONFIG_FEMTO_RIOT_UPDATE_ERASE_BYTES rise. */
bool femto_seam_storage_erase(size_t at);

/** @brief  SHA-256 in the middle of a message: room for what the system has of it. */
typedef struct {
    uint64_t room[14]; /**< the system's */
} femto_seam_sha256_t;

/** @brief  Begins a message. */
void femto_seam_sha256_begin(femto_seam_sha256_t *hash);
/** @brief  The next bytes of it. */
void femto_seam_sha256_update(femto_seam_sha256_t *hash, const void *bytes, size_t size);
/** @brief  Its digest. @return false: it failed at any moment */
bool femto_seam_sha256_end(femto_seam_sha256_t *hash, uint8_t digest[32]);
/** @brief  Whether a signature by Ed25519 is by this key, over this message. */
bool femto_seam_ed25519(const uint8_t key[32], const void *message, size_t size,
                        const uint8_t signature[64]);
/** @brief  The same by ECDSA with the curve P-256 and SHA-256; key x and y, signature r and s. With
 *          femto_riot_p256. */
bool femto_seam_p256(const uint8_t key[64], const uint8_t digest[32], const uint8_t signature[64]);
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

/** @brief  What manifests ask a device, and whom it believes. All that is pointed to must stay. */
typedef struct {
    const uint8_t *vendor;       /**< UUID, 16 bytes */
    const uint8_t *device_class; /**< UUID of such hardware with such a firmware, 16 bytes */
    const uint8_t *device;       /**< UUID of this one, 16 bytes; NULL: it has none */
    const uint8_t *root_key; /**< public, by Ed25519, 32 bytes: lists of tenants are signed by it */
    const uint8_t
        *first_tenants;        /**< the list that holds before one came; NULL: nobody may install */
    size_t first_tenants_size; /**< of that [bytes] */
} femto_update_about_t;

/** @brief  Who sent a request. */
typedef struct {
    uint32_t endpoint;    /**< a number for address and port */
    uint32_t host;        /**< a number for the address alone */
    const char *identity; /**< of whose key DTLS made certain; NULL: nobody knows who this is */
} femto_peer_t;

/** @brief  Something to be got from elsewhere. */
typedef struct {
    uint32_t number;                                  /**< of the errand */
    char uri[CONFIG_FEMTO_RIOT_UPDATE_URI_BYTES + 1]; /**< where it is to be had */
} femto_errand_t;

/** @brief  Reads the storage, and makes what is installed run. Once. @return 0, or an error */
int femto_vm_update_begin(const femto_update_about_t *about);
/** @brief  Looks after trials and transfers. @return 0, or an error of storage */
int femto_vm_update_poll(void);
/** @brief  Of a request that is not, or will not be, answered again whenever the answer changes. */
#define FEMTO_NOT_OBSERVED UINT32_MAX

/**
 * @brief   Answers a request to manage the device
 *
 * @param[in]   request     the message as it was received
 * @param[in]   size        of it
 * @param[in]   from        who sent it
 * @param[in]   observed    what to tell an observer that the answer is new by, or FEMTO_NOT_OBSERVED
 * @param[out]  out         for the response; may be where the request is
 * @param[in]   out_size    of that room
 *
 * @return  length of the response, 0 for none
 */
size_t femto_vm_manage(const uint8_t *request, size_t size, const femto_peer_t *from,
                       uint32_t observed, uint8_t *out, size_t out_size);
/**
 * @brief   Answers the GET of an observer once more
 *
 * @param[in]   path        as of femto_vm_link()
 * @param[in]   head        header and token of the notification
 * @param[in]   head_size   of these
 * @param[in]   from        who observes
 * @param[in]   observed    as above
 * @param[out]  out         for the notification; may be where the head is
 * @param[in]   out_size    of that room
 *
 * @return  length of the notification, 0 for none
 */
size_t femto_vm_notify(const char *path, const uint8_t *head, size_t head_size,
                       const femto_peer_t *from, uint32_t observed, uint8_t *out, size_t out_size);
/** @brief  Changes when the answer to a GET of this path does, if that can be observed. */
uint32_t femto_vm_version(const char *path);
/** @brief  Writes what /.well-known/core has of a path, such as "/femto/log". @return its length,
 *          whether it fits or not */
size_t femto_vm_link(const char *path, char *out, size_t out_size);
/** @brief  Whether something is to be got, and what. */
bool femto_vm_errand(femto_errand_t *out);
/** @brief  The next bytes of it, in order. @return 0; else no more of it is wanted */
int femto_vm_bring(uint32_t number, const void *bytes, size_t size);
/** @brief  That was all of it. @return 0, or why it is of no use */
int femto_vm_brought(uint32_t number);
/** @brief  It cannot be had. */
void femto_vm_give_up(uint32_t number);
/** @} */

#ifdef __cplusplus
}
#endif

/** @} */
