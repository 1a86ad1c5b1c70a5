// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// One function per helper, which passes on what its context says: addresses and numbers alike, so
// that the tests choose both. C and C++.
#include <femto/guest/container.h>
#include <femto/guest/helpers.h>

struct call {
    uint64_t a, b, c, d, e;
    uint8_t bytes[88];
};

// Exactly this name and no prototype before it: an entry is called by nobody.
#define ENTRY(name, ...)                                                                           \
    FEMTO_ENTRY uint64_t name(const struct call* in);                                              \
    FEMTO_ENTRY uint64_t name(const struct call* in) { __VA_ARGS__ }

ENTRY(do_printf, return (uint64_t)bpf_printf((const char*)in->a, in->b, in->c, in->d, in->e);)
ENTRY(do_memcpy, return (uint64_t)bpf_memcpy((void*)in->a, (const void*)in->b, in->c);)
ENTRY(do_print_debug, bpf_print_debug((uint32_t)in->a); return 0;)

ENTRY(do_store_local, return (uint64_t)bpf_store_local((uint32_t)in->a, (uint32_t)in->b);)
ENTRY(do_store_global, return (uint64_t)bpf_store_global((uint32_t)in->a, (uint32_t)in->b);)
ENTRY(do_store_tenant, return (uint64_t)bpf_store_tenant((uint32_t)in->a, (uint32_t)in->b);)
ENTRY(do_fetch_local, return (uint64_t)bpf_fetch_local((uint32_t)in->a, (uint32_t*)in->b);)
ENTRY(do_fetch_global, return (uint64_t)bpf_fetch_global((uint32_t)in->a, (uint32_t*)in->b);)
ENTRY(do_fetch_tenant, return (uint64_t)bpf_fetch_tenant((uint32_t)in->a, (uint32_t*)in->b);)

ENTRY(do_now_ms, (void)in; return bpf_now_ms();)
ENTRY(do_ztimer_now, (void)in; return bpf_ztimer_now();)
ENTRY(do_periodic_wakeup, bpf_ztimer_periodic_wakeup((uint32_t*)in->a, (uint32_t)in->b); return 1;)

ENTRY(do_find_nth, return (uint64_t)bpf_saul_reg_find_nth((int32_t)in->a);)
ENTRY(do_find_type, return (uint64_t)bpf_saul_reg_find_type((uint8_t)in->a);)
ENTRY(do_saul_read, return (uint64_t)bpf_saul_reg_read((bpf_saul_reg_t*)in->a, (phydat_t*)in->b);)
ENTRY(do_saul_write,
      return (uint64_t)bpf_saul_reg_write((bpf_saul_reg_t*)in->a, (const phydat_t*)in->b);)
ENTRY(do_read_temp, return (uint64_t)bpf_saul_read_temp((bpf_saul_reg_t*)in->a, (uint32_t*)in->b);)

ENTRY(do_resp_init,
      return (uint64_t)bpf_gcoap_resp_init((const bpf_coap_ctx_t*)in->a, (uint32_t)in->b);)
ENTRY(do_opt_finish,
      return (uint64_t)bpf_coap_opt_finish((const bpf_coap_ctx_t*)in->a, (uint16_t)in->b);)
ENTRY(do_add_format,
      return (uint64_t)bpf_coap_add_format((const bpf_coap_ctx_t*)in->a, (uint32_t)in->b);)
ENTRY(do_get_pdu, return (uint64_t)bpf_coap_get_pdu((const bpf_coap_ctx_t*)in->a);)

ENTRY(do_s16_dfp, return bpf_fmt_s16_dfp((char*)in->a, (int16_t)in->b, (int32_t)in->c);)
ENTRY(do_u32_dec, return bpf_fmt_u32_dec((char*)in->a, (uint32_t)in->b);)
ENTRY(do_strlen, return bpf_strlen((const char*)in->a);)

ENTRY(do_gpio_input, return (uint64_t)bpf_gpio_read_input((uint32_t)in->a, (uint32_t)in->b);)
ENTRY(do_gpio_raw, return (uint64_t)bpf_gpio_read_raw((uint32_t)in->a, (uint32_t)in->b);)
ENTRY(do_gpio_write,
      return (uint64_t)bpf_gpio_write((uint32_t)in->a, (uint32_t)in->b, (uint32_t)in->c);)

ENTRY(do_lcd_init, (void)in; return bpf_hd44780_init();)
ENTRY(do_lcd_clear, return (uint64_t)bpf_hd44780_clear(in->a);)
ENTRY(do_lcd_print, return (uint64_t)bpf_hd44780_print(in->a, (const char*)in->b);)
ENTRY(do_lcd_cursor,
      return (uint64_t)bpf_hd44780_set_cursor(in->a, (uint32_t)in->b, (uint32_t)in->c);)
ENTRY(do_keypad, return bpf_keypad_get_input((uint32_t)in->a);)
