// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/guest/container.h>

#include <seconds.h>

FEMTO_ENTRY uint64_t time(void) { return seconds; }
