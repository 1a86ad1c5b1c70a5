// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: redefinition of
// ERRORS: 1
#include <femto/guest/container.h>
#include <femto/guest/contexts.h>

FEMTO_BUILT_FOR(bpf_coap_ctx_t);
FEMTO_BUILT_FOR(bpf_sched_ctx_t);
