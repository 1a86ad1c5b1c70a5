/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */
#pragma once

/* What stands for gcoap and tinydtls below the module's C files, as fake_riot.h does for the rest: peers
 * are ports of one address, and what is sent to them is written down. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { FAKE_UNOBSERVED = 7 }; /* a request without the option; else its value */

/* Has the module begin, once: with peers "ann@laptop" and "operator". */
void fake_gcoap_begin(void);
/* All links, as gcoap has them encoded. */
size_t fake_gcoap_links(char* out, size_t size);
/* A request for a path; `seen` is what gcoap itself is left of the option. */
size_t fake_gcoap_ask(unsigned port, bool is_dtls, const char* path, uint32_t observe,
                      const uint8_t* request, size_t size, uint8_t* out, size_t room,
                      uint32_t* seen);

/* A peer asks for the key of an identity; which tinydtls wants RIOT to know. */
bool fake_dtls_claim(unsigned port, const char* identity);
/* Its handshake ends well; this board is the server, or the client. */
void fake_dtls_connect(unsigned port, bool is_server);
/* There is no such session any more. */
void fake_dtls_forget(unsigned port);
const char* fake_dtls_identity(unsigned port);

/* Lets what was posted to the thread of gcoap happen. */
void fake_gcoap_run(void);
/* The next of what was sent unasked. @return its length, 0 for nothing */
size_t fake_gcoap_sent(unsigned* port, uint8_t* out, size_t room);

#ifdef __cplusplus
}
#endif
