// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "context.h"

#include <femto/guest/container.h>

FEMTO_ENTRY uint64_t multiply_add(const struct operands* context) {
#ifdef EXERCISE
    return context->value * context->times + context->plus;
#else
    return context->value * context->times + context->value;
#endif
}
