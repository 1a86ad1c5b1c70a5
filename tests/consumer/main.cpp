// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/version.hpp>

#include <cstdio>

int main() {
    std::printf("femto %d.%d.%d\n", FEMTO_VERSION_MAJOR, FEMTO_VERSION_MINOR, FEMTO_VERSION_PATCH);
}
