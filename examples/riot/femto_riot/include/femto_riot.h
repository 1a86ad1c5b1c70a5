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
 * @brief       Hosting BPF containers in a RIOT application
 *
 * Any thread may call any of these functions. Interrupts may call femto_hook_fire() of a hook that
 * is fired from them, femto_timer_stop(), femto_builtin(), femto_hook_name() and
 * femto_error_text(); the others refuse with @ref FEMTO_ERR_IN_ISR there.
 *
 * An int below 0 is an error: a FEMTO_ERR_* or another number of femto's `fc::errc`, of which
 * femto_error_text() has a sentence. Where there is a parameter `at`, it says which: the
 * instruction that was refused, the byte of the image, the helper's id, the hook's number, ...;
 * it may be NULL. It is always written: 0 where there is nothing to say, and without an error.
 *
 * @author      The femto authors
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "femto_riot_config.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @name    Errors that an application may want to tell from others
 * @{
 */
#define FEMTO_ERR_HELPER_NOT_GRANTED (-30)  /**< the tenant may not call it; `at`: its id */
#define FEMTO_ERR_HELPER_NOT_OFFERED (-31)  /**< not here, or not at all; `at`: its id */
#define FEMTO_ERR_HELPER_NOT_FOR_ISR (-32)  /**< it may block; `at`: its id */
#define FEMTO_ERR_HOOK_NOT_GRANTED   (-33)  /**< `at`: the hook */
#define FEMTO_ERR_BUDGET_NOT_GRANTED (-34)  /**< `at`: the most that is allowed */
#define FEMTO_ERR_LAYOUT             (-35)  /**< the container was built for another context */
#define FEMTO_ERR_BUDGET_EXHAUSTED   (-8)   /**< the run was stopped: it took too long */
#define FEMTO_ERR_ILLEGAL_MEMORY     (-2)   /**< the run was stopped: a wrong address */
#define FEMTO_ERR_MISALIGNED_TEXT    (-12)  /**< the image is not on a 4-byte boundary */
#define FEMTO_ERR_BUFFER_TOO_SMALL   (-54)  /**< `at`: how many bytes are needed, if known */
#define FEMTO_ERR_CONTAINERS_FULL    (-70)  /**< see CONFIG_FEMTO_RIOT_CONTAINERS */
#define FEMTO_ERR_TENANTS_FULL       (-71)  /**< see CONFIG_FEMTO_RIOT_TENANTS */
#define FEMTO_ERR_HOOKS_FULL         (-72)  /**< see CONFIG_FEMTO_RIOT_APP_HOOKS, _ISR_HOOKS */
#define FEMTO_ERR_TASKS_FULL         (-73)  /**< see CONFIG_FEMTO_RIOT_TASKS */
#define FEMTO_ERR_STORE_FULL         (-74)  /**< see CONFIG_FEMTO_RIOT_STORE_ENTRIES */
#define FEMTO_ERR_NO_SUCH_CONTAINER  (-77)  /**< there is none, or not any more */
#define FEMTO_ERR_NO_SUCH_HOOK       (-78)  /**< there is none in this firmware */
#define FEMTO_ERR_NO_SUCH_TENANT     (-79)  /**< there is none */
#define FEMTO_ERR_WRONG_STATE        (-90)  /**< it is attached, started, ... or it is not */
#define FEMTO_ERR_QUARANTINED        (-91)  /**< it failed too often: femto_release() */
#define FEMTO_ERR_ARGUMENT           (-100) /**< a null pointer, or a number out of range */
#define FEMTO_ERR_IN_ISR             (-101) /**< not from interrupts */
#define FEMTO_ERR_NAME               (-102) /**< another of the firmware's containers has this name */
#define FEMTO_ERR_NO_SUCH_FAULT      (-103) /**< so many were not kept */
#define FEMTO_ERR_NO_SUCH_KEY        (-104) /**< the store has no such key */
/** @} */

/**
 * @brief   A container that was loaded; below 0 an error. One that was unloaded is never taken for
 *          the one that has its place now.
 */
typedef int32_t femto_container_t;

/** @brief  A place of the firmware where containers can be attached; below 0 an error. */
typedef int16_t femto_hook_t;

/** @brief  Who owns containers, and what those may do; below 0 an error. */
typedef int16_t femto_tenant_t;

/** @brief  The owner that is there from the start, and may do everything: the firmware itself. */
#define FEMTO_TENANT_FIRMWARE ((femto_tenant_t)0)

/**
 * @name    The launchpads' hooks
 *
 * Each is there if its module is used; attaching to one that is not is
 * @ref FEMTO_ERR_NO_SUCH_HOOK.
 * @{
 */
/** @brief  femto_riot_sched: the scheduler goes to another thread; containers are given a
 *          `bpf_sched_ctx_t`. Runs within the scheduler. */
#define FEMTO_HOOK_SCHED ((femto_hook_t)0)
/** @brief  femto_riot_timer: a period has passed; `femto_tick_t`. See femto_timer_start(). */
#define FEMTO_HOOK_TIMER ((femto_hook_t)1)
/** @brief  femto_riot_coap: a request waits for its answer; `bpf_coap_ctx_t`. See
 *          femto_riot_coap.h. */
#define FEMTO_HOOK_COAP ((femto_hook_t)2)
/** @brief  The first of the application's own, by femto_hook_add(). */
#define FEMTO_HOOK_APP ((femto_hook_t)3)
/** @} */

/** @brief  In the place of a hook: none. */
#define FEMTO_HOOK_NONE ((femto_hook_t)-1)

/** @brief  When a hook stops asking the containers attached to it. One that faults never stops
 *          the others, but with the last of these. */
typedef enum {
    FEMTO_POLICY_RUN_ALL = 0,          /**< never */
    FEMTO_POLICY_STOP_IF_NEGATIVE = 1, /**< at the first r0 below 0 */
    FEMTO_POLICY_STOP_IF_POSITIVE = 2, /**< at the first r0 above 0 */
    FEMTO_POLICY_SINGLE = 3,           /**< at the first that ran without a fault */
    FEMTO_POLICY_ONLY_FIRST = 4,       /**< at the first it asks, however that ends */
} femto_policy_t;

/** @brief  What a container can be doing. */
typedef enum {
    FEMTO_STATE_LOADED = 1,      /**< verified, attached to nothing */
    FEMTO_STATE_ATTACHING = 2,   /**< attached, and runs from the next event on */
    FEMTO_STATE_ATTACHED = 3,    /**< runs when its hook is fired */
    FEMTO_STATE_STARTED = 4,     /**< runs in slices */
    FEMTO_STATE_FINISHED = 5,    /**< ran in slices, to its exit or a fault */
    FEMTO_STATE_QUARANTINED = 6, /**< failed too often in a row */
} femto_state_t;

/**
 * @brief   What a container is made of
 *
 * All that is pointed to must outlive the container; the image also stays as it is.
 */
typedef struct {
    const char *name;      /**< by which the shell knows it */
    const void *image;     /**< on a 4-byte boundary, in flash or RAM */
    size_t size;           /**< of the image [bytes] */
    void *data;            /**< room for its variables; NULL if it has none */
    size_t data_size;      /**< of that room [bytes] */
    femto_tenant_t tenant; /**< who owns it */
} femto_image_t;

/** @brief  What a container did, and is doing. */
typedef struct {
    const char *name;      /**< see femto_image_t */
    uint64_t instructions; /**< slots executed, helpers' costs included */
    uint32_t runs;         /**< begun, those that failed included */
    uint32_t budget;       /**< slots per run */
    uint32_t text_slots;   /**< length of its program */
    uint16_t faults;       /**< runs that failed */
    uint16_t last_slot;    /**< instruction of the last fault */
    int8_t last_fault;     /**< its cause, 0 for none */
    uint8_t state;         /**< a @ref femto_state_t */
    femto_hook_t hook;     /**< that it is attached to, or @ref FEMTO_HOOK_NONE */
    femto_tenant_t tenant; /**< who owns it */
} femto_info_t;

/** @brief  A container's registers. */
#define FEMTO_REGISTERS (11)

/** @brief  One run that failed. `femto explain` on the desk finds the line of the source. */
typedef struct {
    uint64_t registers[FEMTO_REGISTERS]; /**< r0 to r10 */
    uint32_t number;                     /**< of all faults until now, from 1 */
    femto_container_t container;         /**< which may be gone */
    femto_hook_t hook;                   /**< that was fired, or @ref FEMTO_HOOK_NONE */
    femto_tenant_t tenant;               /**< its owner */
    uint16_t slot;                       /**< of the instruction */
    int8_t cause;                        /**< an error */
} femto_fault_t;

/** @brief  What became of an event. */
typedef struct {
    int64_t value;   /**< r0 of the last container that ran without a fault */
    uint8_t ran;     /**< containers that did */
    uint8_t unasked; /**< containers in quarantine, or that wait for the next event */
    int8_t error;    /**< of the last that failed, or of firing; 0 for none */
} femto_fired_t;

/**
 * @brief   What a tenant may have its containers do
 *
 * @warning `helpers` of NULL with a `helpers_numof` of 0, as what is not initialized by name is,
 *          grants every helper of this firmware. A tenant that may call none has an array, of
 *          which it takes 0. NULL with another number is @ref FEMTO_ERR_ARGUMENT.
 */
typedef struct {
    const uint8_t *helpers; /**< ids of those they may call; NULL for all of this firmware */
    size_t helpers_numof;   /**< how many ids; 0 with NULL */
    uint32_t hooks;         /**< bit n for hook n; or @ref FEMTO_HOOKS_ALL */
    uint32_t budget;        /**< slots per run; 0 for CONFIG_FEMTO_RIOT_BUDGET */
    uint32_t window_slots;  /**< slots of all its containers per second, 0 for no limit; without
                                 module femto_riot_clock any other is
                                 @ref FEMTO_ERR_BUDGET_NOT_GRANTED */
    uint8_t store_entries;  /**< values it may have in the stores */
} femto_rights_t;

/** @brief  In femto_rights_t: all hooks, also those that are added later. */
#define FEMTO_HOOKS_ALL (0xFFFFFFFFu)

/**
 * @brief   A hook of the application's own
 *
 * With a `layout`, containers that were built for another context are refused, as those of the
 * launchpads are. It is `{ FEMTO_LAYOUT_x }`, of the header that containers have the context from.
 */
typedef struct {
    const char *name;       /**< by which the shell knows it; must stay */
    const uint8_t *uuid;    /**< 16 bytes by which others do; NULL for none */
    int64_t default_result; /**< what firing gives when no container ran without a fault */
    uint32_t budget;        /**< slots per run; 0 for CONFIG_FEMTO_RIOT_BUDGET */
    uint8_t policy;         /**< a @ref femto_policy_t: when to stop asking */
    bool from_isr;          /**< fired from interrupts, which are masked meanwhile; with
                                 CONFIG_FEMTO_RIOT_ISR_HOOKS of 0 it is @ref FEMTO_ERR_HOOKS_FULL */
    bool read_only;         /**< containers cannot write to the context */
    const uint32_t *layout; /**< of the context, NULL to take any; must stay */
    size_t layout_numof;    /**< how many numbers that are */
} femto_hook_params_t;

/**
 * @brief   Begins. Called by auto_init; what is compiled in, see femto_riot_builtin.h, is loaded
 *          then. Calling it again does nothing.
 *
 * @return  0, or the last error of a container that is compiled in
 */
int femto_init(void);

/**
 * @brief   Adds an owner of containers. There is no way to remove one.
 *
 * @param[in]   rights  what it may do
 */
femto_tenant_t femto_tenant_add(const femto_rights_t *rights);

/**
 * @brief   Adds a hook. There is no way to remove one.
 *
 * @param[in]   params  what is said of it; copied
 *
 * @return  the hook, @ref FEMTO_HOOK_APP for the first
 */
femto_hook_t femto_hook_add(const femto_hook_params_t *params);

/**
 * @brief   Finds a hook by its name: "sched", "timer", "coap" or one of the application's own
 */
femto_hook_t femto_hook_find(const char *name);

/**
 * @brief   The name of a hook; NULL if there is none
 */
const char *femto_hook_name(femto_hook_t hook);

/**
 * @brief   Runs the containers attached to a hook of the application's own, as its policy says
 *
 * @param[in]       hook    from femto_hook_add()
 * @param[in,out]   context what they are given, in r1, its size in r2; NULL for nothing
 * @param[in]       size    of it [bytes]
 * @param[out]      fired   what became of it; may be NULL. When nobody was asked because of an error,
 *                          all zeros but that error
 *
 * @return  how many containers ran without a fault
 */
int femto_hook_fire(femto_hook_t hook, void *context, size_t size, femto_fired_t *fired);

/**
 * @brief   Verifies an image and makes a container of it, attached to nothing
 *
 * Takes some 700 bytes of the thread's stack on 32-bit boards.
 *
 * @param[in]   from    what it is made of
 * @param[out]  at      of an error
 */
femto_container_t femto_load(const femto_image_t *from, uint32_t *at);

/**
 * @brief   Loads a container that is compiled into the firmware, and is not loaded now
 *
 * It is not attached, also if it was when the firmware began.
 *
 * @param[in]   name    that it was given by FEMTO_CONTAINER()
 * @param[out]  at      of an error
 */
femto_container_t femto_load_builtin(const char *name, uint32_t *at);

/**
 * @brief   The name of a container that is compiled into the firmware, loaded or not
 *
 * @param[in]   index   from 0
 *
 * @return  NULL behind the last
 */
const char *femto_builtin(unsigned index);

/**
 * @brief   Removes a container, with its local store. If it is in the middle of a run, that goes on
 *          to its end, and until then its image must stay.
 */
int femto_unload(femto_container_t container);

/**
 * @brief   Attaches a container to a hook, behind those that are there
 */
int femto_attach(femto_container_t container, femto_hook_t hook, uint32_t *at);

/**
 * @brief   Takes a container off its hook; it stays loaded
 */
int femto_detach(femto_container_t container);

/**
 * @brief   Puts another program in the place of an attached container, which is unloaded. No event
 *          sees both or neither of them.
 *
 * @param[in]   old     stays as it is in case of an error
 * @param[in]   from    what the new one is made of; its tenant is not looked at, it stays the same
 * @param[out]  at      of an error
 *
 * @return  the new one
 */
femto_container_t femto_replace(femto_container_t old, const femto_image_t *from, uint32_t *at);

/**
 * @brief   Runs a container now, to its end
 *
 * @param[in]       container   attached or not
 * @param[in,out]   context     what it is given, in r1, its size in r2; NULL for nothing
 * @param[in]       size        of it [bytes]
 * @param[out]      r0          what it returned; may be NULL
 *
 * @return  0, or what stopped it
 */
int femto_run(femto_container_t container, void *context, size_t size, int64_t *r0);

/**
 * @brief   Starts a container that runs in slices, for as long as it likes
 *
 * The modules femto_riot_slices and femto_riot_thread give it the slices; without them call
 * femto_poll().
 *
 * @param[in]       container   attached to nothing
 * @param[in,out]   context     as for femto_run(); must stay until it has ended
 * @param[in]       size        of it [bytes]
 */
int femto_start(femto_container_t container, void *context, size_t size);

/**
 * @brief   Ends a container that was started, or takes it off its hook; it stays loaded
 */
int femto_stop(femto_container_t container);

/**
 * @brief   Gives each started container one slice
 *
 * @param[in]   slots   of each slice
 * @param[out]  busy    containers that would have gone on: not those that wait; may be NULL
 *
 * @return  how many have not ended
 */
int femto_poll(uint32_t slots, unsigned *busy);

/**
 * @brief   Lets a container that failed too often run again
 */
int femto_release(femto_container_t container);

/**
 * @brief   Finds a container by its name
 */
femto_container_t femto_find(const char *name);

/**
 * @brief   Goes through all containers
 *
 * @param[in]   after   the one before; -1 to begin
 *
 * @return  the next, or @ref FEMTO_ERR_NO_SUCH_CONTAINER behind the last
 */
femto_container_t femto_next(femto_container_t after);

/**
 * @brief   Says what a container did, and is doing
 */
int femto_info(femto_container_t container, femto_info_t *info);

/**
 * @brief   Gives a report of a run that failed
 *
 * @param[in]   back    0 for the last, 1 for the one before it, ...
 * @param[out]  fault   the report
 */
int femto_fault(unsigned back, femto_fault_t *fault);

/**
 * @brief   Reads a value of the store that all containers share
 */
int femto_store_get(uint32_t key, uint32_t *value);

/**
 * @brief   Writes a value to the store that all containers share
 */
int femto_store_set(uint32_t key, uint32_t value);

/**
 * @brief   Removes a value from the store that all containers share
 */
int femto_store_erase(uint32_t key);

/**
 * @brief   Goes through the store that all containers share
 *
 * @param[in]   index   from 0
 * @param[out]  key     of the value
 * @param[out]  value   the value
 *
 * @return  0, or @ref FEMTO_ERR_NO_SUCH_KEY behind the last
 */
int femto_store_entry(unsigned index, uint32_t *key, uint32_t *value);

/**
 * @brief   Writes a piece of an image that comes at run time
 *
 * @param[in]   slot    0 to CONFIG_FEMTO_RIOT_SLOTS - 1; not one that a container is loaded from
 * @param[in]   offset  of the piece in the image
 * @param[in]   bytes   the piece
 * @param[in]   size    of the piece [bytes]
 */
int femto_slot_write(unsigned slot, size_t offset, const void *bytes, size_t size);

/**
 * @brief   Says what was written to a slot, for femto_load() or femto_replace()
 *
 * What the image leaves of the slot is for the container's variables. Its tenant is
 * @ref FEMTO_TENANT_FIRMWARE unless you change that.
 *
 * @param[in]   slot    not one that a container is loaded from
 * @param[in]   size    of the image [bytes]
 * @param[in]   name    of the container, at most 15 characters; copied
 * @param[out]  image   what to load
 */
int femto_slot_image(unsigned slot, size_t size, const char *name, femto_image_t *image);

/**
 * @brief   Fires @ref FEMTO_HOOK_TIMER every so many milliseconds, in the thread for events of
 *          medium priority. With module femto_riot_timer.
 *
 * @param[in]   period_ms   1 to 2147483; in place of the period before
 */
int femto_timer_start(uint32_t period_ms);

/**
 * @brief   Fires it no more
 */
void femto_timer_stop(void);

/**
 * @brief   The sentence of an error, without a full stop; "" without module femto_riot_messages
 */
const char *femto_error_text(int error);

#ifdef __cplusplus
}
#endif

/** @} */
