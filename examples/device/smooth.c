// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "keys.h"

#include <femto/guest/container.h>
#include <femto/guest/helpers.h>
#include <femto/guest/launchpads.h>

FEMTO_BUILT_FOR(femto_sample_t);

static int32_t average; // the container's own, from run to run

// At every reading: an average in which the newest counts a quarter.
FEMTO_ENTRY int64_t smooth(const femto_sample_t* sample) {
    const int32_t now = sample->data.val[0];
    average = average == 0 ? now : average + ((now - average) >> 2);
    return bpf_store_global(key_average, (uint32_t)average);
}
