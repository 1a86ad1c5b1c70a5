// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "context.h"

#include <femto/guest/container.h>

FEMTO_ENTRY uint64_t increment(const struct counter* context) { return context->value + 1; }
