/* SPDX-FileCopyrightText: 2026 The femto authors */
/* SPDX-License-Identifier: MIT */
/* clang-format off */
/* Generated: the functions of the firmware. */
#ifndef FEMTO_GUEST_HELPERS_H
#define FEMTO_GUEST_HELPERS_H

#include <stdint.h>
#include <femto/guest/contexts.h>

/* A sensor or actuator: a number that looks like a pointer. */
typedef void bpf_saul_reg_t;

/* (format, ...): %d %i %u %x %X %c %s %%, with l or ll of 64 bits; at most 4 values. Characters printed. */
static int32_t (*const bpf_printf)(const char *, ...) = (int32_t (*)(const char *, ...))0x1;
/* (destination, source, bytes): they may overlap. destination. */
static void * (*const bpf_memcpy)(void *, const void *, uint64_t) = (void * (*)(void *, const void *, uint64_t))0x2;
/* (value): in decimal, on a line of its own. */
static void (*const bpf_print_debug)(uint32_t) = (void (*)(uint32_t))0x3;
/* (key, value): 0, or -1 if there is no room. */
static int32_t (*const bpf_store_local)(uint32_t, uint32_t) = (int32_t (*)(uint32_t, uint32_t))0x10;
/* (key, value): 0, or -1 if there is no room. */
static int32_t (*const bpf_store_global)(uint32_t, uint32_t) = (int32_t (*)(uint32_t, uint32_t))0x11;
/* (key, &value): 0, or -1 if there is no room; a new key has the value 0. */
static int32_t (*const bpf_fetch_local)(uint32_t, uint32_t *) = (int32_t (*)(uint32_t, uint32_t *))0x12;
/* (key, &value): 0, or -1 if there is no room; a new key has the value 0. */
static int32_t (*const bpf_fetch_global)(uint32_t, uint32_t *) = (int32_t (*)(uint32_t, uint32_t *))0x13;
/* (key, value): 0, or -1 if there is no room. */
static int32_t (*const bpf_store_tenant)(uint32_t, uint32_t) = (int32_t (*)(uint32_t, uint32_t))0x14;
/* (key, &value): 0, or -1 if there is no room; a new key has the value 0. */
static int32_t (*const bpf_fetch_tenant)(uint32_t, uint32_t *) = (int32_t (*)(uint32_t, uint32_t *))0x15;
/* (): milliseconds; wraps. */
static uint32_t (*const bpf_now_ms)(void) = (uint32_t (*)(void))0x20;
/* (position): the device, or null. */
static bpf_saul_reg_t * (*const bpf_saul_reg_find_nth)(int32_t) = (bpf_saul_reg_t * (*)(int32_t))0x30;
/* (type): the first device of this type, or null. */
static bpf_saul_reg_t * (*const bpf_saul_reg_find_type)(uint8_t) = (bpf_saul_reg_t * (*)(uint8_t))0x31;
/* (device, &data): how many numbers count, or negative. */
static int32_t (*const bpf_saul_reg_read)(bpf_saul_reg_t *, phydat_t *) = (int32_t (*)(bpf_saul_reg_t *, phydat_t *))0x32;
/* (device, &data): how many numbers were taken, or negative. */
static int32_t (*const bpf_saul_reg_write)(bpf_saul_reg_t *, const phydat_t *) = (int32_t (*)(bpf_saul_reg_t *, const phydat_t *))0x33;
/* (device, &value): the first number of a reading; as bpf_saul_reg_read. */
static int32_t (*const bpf_saul_read_temp)(bpf_saul_reg_t *, uint32_t *) = (int32_t (*)(bpf_saul_reg_t *, uint32_t *))0x34;
/* (context, code): begins a response; 69 is 2.05. 0, or negative. */
static int32_t (*const bpf_gcoap_resp_init)(const bpf_coap_ctx_t *, uint32_t) = (int32_t (*)(const bpf_coap_ctx_t *, uint32_t))0x40;
/* (context, flags): 1 if a payload follows. Bytes so far, or negative. */
static int32_t (*const bpf_coap_opt_finish)(const bpf_coap_ctx_t *, uint16_t) = (int32_t (*)(const bpf_coap_ctx_t *, uint16_t))0x41;
/* (context, format): bytes of the option Content-Format, or negative. */
static int32_t (*const bpf_coap_add_format)(const bpf_coap_ctx_t *, uint32_t) = (int32_t (*)(const bpf_coap_ctx_t *, uint32_t))0x42;
/* (context): where the payload goes; null before bpf_coap_opt_finish, or if none follows. */
static uint8_t * (*const bpf_coap_get_pdu)(const bpf_coap_ctx_t *) = (uint8_t * (*)(const bpf_coap_ctx_t *))0x43;
/* (out, value, scale): value * 10^scale, without a terminator. Characters. */
static uint64_t (*const bpf_fmt_s16_dfp)(char *, int16_t, int32_t) = (uint64_t (*)(char *, int16_t, int32_t))0x50;
/* (out, value): without a terminator. Characters. */
static uint64_t (*const bpf_fmt_u32_dec)(char *, uint32_t) = (uint64_t (*)(char *, uint32_t))0x51;
/* (text): characters. */
static uint64_t (*const bpf_strlen)(const char *) = (uint64_t (*)(const char *))0x52;
/* (): microseconds; wraps. */
static uint32_t (*const bpf_ztimer_now)(void) = (uint32_t (*)(void))0x60;
/* (&last, period): goes on period microseconds after last. Long-running only. */
static void (*const bpf_ztimer_periodic_wakeup)(uint32_t *, uint32_t) = (void (*)(uint32_t *, uint32_t))0x61;
/* (port, pin): makes it an input. 0 or 1, or -1. */
static int64_t (*const bpf_gpio_read_input)(uint32_t, uint32_t) = (int64_t (*)(uint32_t, uint32_t))0x70;
/* (port, pin): 0 or 1, or -1. */
static int64_t (*const bpf_gpio_read_raw)(uint32_t, uint32_t) = (int64_t (*)(uint32_t, uint32_t))0x71;
/* (port, pin, value): 0, or -1. */
static int64_t (*const bpf_gpio_write)(uint32_t, uint32_t, uint32_t) = (int64_t (*)(uint32_t, uint32_t, uint32_t))0x72;
/* (): the display, or 0. */
static uint64_t (*const bpf_hd44780_init)(void) = (uint64_t (*)(void))0x80;
/* (display): 0, or -1. */
static int32_t (*const bpf_hd44780_clear)(uint64_t) = (int32_t (*)(uint64_t))0x81;
/* (display, text): 0, or -1. */
static int32_t (*const bpf_hd44780_print)(uint64_t, const char *) = (int32_t (*)(uint64_t, const char *))0x82;
/* (display, row, column): 0, or -1. */
static int32_t (*const bpf_hd44780_set_cursor)(uint64_t, uint32_t, uint32_t) = (int32_t (*)(uint64_t, uint32_t, uint32_t))0x83;
/* (input): 0 right, 1 up, 2 down, 3 left, 4 none. */
static uint8_t (*const bpf_keypad_get_input)(uint32_t) = (uint8_t (*)(uint32_t))0x84;

#endif
