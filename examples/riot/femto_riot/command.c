/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       What is typed behind "femto"
 *
 * Standard C over femto_riot.h, and nothing of RIOT.
 *
 * @author      The femto authors
 *
 * @}
 */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "femto_riot.h"

#define SLOT_PIECE (64) /* bytes that one line writes */

static const char *const _states[] = {"free",    "loaded",   "attaching",  "attached",
                                      "started", "finished", "quarantined"};

/* Some C libraries for microcontrollers print no 64 bits. */
static const char *_decimal(uint64_t number, char text[21])
{
    char *at = text + 20;

    *at = '\0';
    do {
        *--at = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    return at;
}

static int _failed(int error, uint32_t at)
{
    printf("error %d at %" PRIu32 " %s\n", error, at, femto_error_text(error));
    return 1;
}

static bool _number(const char *text, uint32_t *out)
{
    char *end;
    unsigned long number = strtoul(text, &end, 0);

    *out = (uint32_t)number;
    return *text >= '0' && *text <= '9' && *end == '\0' && *out == number;
}

static const char *_hook(femto_hook_t hook)
{
    const char *name = femto_hook_name(hook);

    return name ? name : "-";
}

static int _list(void)
{
    femto_info_t info;

    printf("%-15s %-11s %-8s tenant\n", "name", "state", "hook");
    for (femto_container_t each = femto_next(-1); each >= 0; each = femto_next(each)) {
        if (femto_info(each, &info) == 0) {
            printf("%-15s %-11s %-8s %d\n", info.name, _states[info.state], _hook(info.hook),
                   info.tenant);
        }
    }
    const char *name;

    for (unsigned i = 0; (name = femto_builtin(i)); i++) {
        if (femto_find(name) < 0) {
            printf("%-15s %-11s %-8s -\n", name, "not loaded", "-");
        }
    }
    return 0;
}

static int _stats(void)
{
    femto_info_t info;
    char digits[21];

    printf("%-15s %8s %6s %12s %7s %5s\n", "name", "runs", "faults", "instructions", "budget",
           "slots");
    for (femto_container_t each = femto_next(-1); each >= 0; each = femto_next(each)) {
        if (femto_info(each, &info) == 0) {
            printf("%-15s %8" PRIu32 " %6u %12s %7" PRIu32 " %5" PRIu32 "\n", info.name, info.runs,
                   info.faults, _decimal(info.instructions, digits), info.budget, info.text_slots);
        }
    }
    return 0;
}

static int _store(void)
{
    uint32_t key, value;

    for (unsigned i = 0; femto_store_entry(i, &key, &value) == 0; i++) {
        printf("%10" PRIu32 " %10" PRIu32 "\n", key, value);
    }
    return 0;
}

/* In the words that `femto explain` on the desk wants. */
static int _faults(void)
{
    femto_fault_t fault;
    femto_info_t info;

    if (femto_fault(0, &fault) != 0) {
        puts("no faults");
    }
    for (unsigned back = 0; femto_fault(back, &fault) == 0; back++) {
        bool known = femto_info(fault.container, &info) == 0;

        printf("#%" PRIu32 " %s on %s: %s\n", fault.number, known ? info.name : "(unloaded)",
               _hook(fault.hook), femto_error_text(fault.cause));
        printf("    --slot %u --cause %d --registers ", fault.slot, fault.cause);
        for (unsigned i = 0; i < FEMTO_REGISTERS; i++) {
            uint32_t high = (uint32_t)(fault.registers[i] >> 32);
            uint32_t low = (uint32_t)fault.registers[i];

            printf(i ? "," : "");
            if (high) {
                printf("%" PRIx32 "%08" PRIx32, high, low);
            }
            else {
                printf("%" PRIx32, low);
            }
        }
        puts("");
    }
    return 0;
}

/* femto load NAME [SLOT BYTES] */
static int _load(int argc, char **argv)
{
    uint32_t at = 0;
    femto_container_t it;

    if (argc == 1) {
        it = femto_load_builtin(argv[0], &at);
    }
    else {
        uint32_t slot, size;
        femto_image_t image;

        if (argc != 3 || !_number(argv[1], &slot) || !_number(argv[2], &size)) {
            return -1;
        }
        it = femto_slot_image(slot, size, argv[0], &image);
        if (it == 0) {
            it = femto_load(&image, &at);
        }
    }
    return it < 0 ? _failed(it, at) : 0;
}

/* femto write SLOT OFFSET HEX */
static int _write(int argc, char **argv)
{
    uint8_t bytes[SLOT_PIECE];
    uint32_t slot, offset;
    size_t digits = argc == 3 ? strlen(argv[2]) : 1;

    if (digits % 2 || digits / 2 > sizeof(bytes) || !_number(argv[0], &slot) ||
        !_number(argv[1], &offset)) {
        return -1;
    }
    for (size_t i = 0; i < digits / 2; i++) {
        char pair[3] = {argv[2][2 * i], argv[2][2 * i + 1], '\0'};
        char *end;

        bytes[i] = (uint8_t)strtoul(pair, &end, 16);
        if (end != pair + 2) {
            return -1;
        }
    }
    int done = femto_slot_write(slot, offset, bytes, digits / 2);

    return done < 0 ? _failed(done, 0) : 0;
}

/* femto start NAME [HOOK] */
static int _start(femto_container_t it, int argc, char **argv)
{
    uint32_t at = 0;
    int done;

    if (argc > 1) {
        return -1;
    }
    if (argc == 1) {
        femto_hook_t hook = femto_hook_find(argv[0]);

        done = hook < 0 ? hook : femto_attach(it, hook, &at);
    }
    else {
        done = femto_start(it, NULL, 0);
    }
    return done < 0 ? _failed(done, at) : 0;
}

static int _run(femto_container_t it)
{
    int64_t r0 = 0;
    char digits[21];
    int done = femto_run(it, NULL, 0, &r0);

    if (done < 0) {
        return _failed(done, 0);
    }
    printf("%s%s\n", r0 < 0 ? "-" : "", _decimal(r0 < 0 ? -(uint64_t)r0 : (uint64_t)r0, digits));
    return 0;
}

/* What is done to a container that is loaded; -1: not said rightly. */
static int _act(const char *verb, int argc, char **argv)
{
    femto_container_t it = femto_find(argv[0]);
    int done;

    if (it < 0) {
        return _failed(it, 0);
    }
    if (strcmp(verb, "start") == 0) {
        return _start(it, argc - 1, argv + 1);
    }
    if (argc != 1) {
        return -1;
    }
    if (strcmp(verb, "run") == 0) {
        return _run(it);
    }
    if (strcmp(verb, "stop") == 0) {
        done = femto_stop(it);
    }
    else if (strcmp(verb, "unload") == 0) {
        done = femto_unload(it);
    }
    else if (strcmp(verb, "release") == 0) {
        done = femto_release(it);
    }
    else {
        return -1;
    }
    return done < 0 ? _failed(done, 0) : 0;
}

static int _dispatch(int argc, char **argv)
{
    if (argc < 2) {
        return -1;
    }
    const char *verb = argv[1];

    if (argc == 2) {
        return strcmp(verb, "list") == 0     ? _list()
               : strcmp(verb, "stats") == 0  ? _stats()
               : strcmp(verb, "faults") == 0 ? _faults()
               : strcmp(verb, "store") == 0  ? _store()
                                             : -1;
    }
    if (strcmp(verb, "load") == 0) {
        return _load(argc - 2, argv + 2);
    }
    if (strcmp(verb, "write") == 0) {
        return _write(argc - 2, argv + 2);
    }
    return _act(verb, argc - 2, argv + 2);
}

int femto_command(int argc, char **argv)
{
    int done = _dispatch(argc, argv);

    if (done < 0) {
        printf("usage: %s list | stats | faults | store\n", argv[0]);
        printf("       %s load NAME [SLOT BYTES]\n", argv[0]);
        printf("       %s start NAME [HOOK]\n", argv[0]);
        printf("       %s stop | run | release | unload NAME\n", argv[0]);
        printf("       %s write SLOT OFFSET HEX\n", argv[0]);
        return 1;
    }
    return done;
}
