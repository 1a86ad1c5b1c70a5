// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../workloads/workloads.hpp"

#include <cstdint>
#include <string_view>

extern "C" {
std::uint64_t native_empty(void*);
std::uint64_t native_fletcher32(void*);
std::uint64_t native_fib(void*);
std::uint64_t native_bubble(void*);
std::uint64_t native_crc32(void*);
std::uint64_t native_memcpy(void*);
std::uint64_t native_fsm(void*);
std::uint64_t native_filter(void*);
}

namespace bench {

using native_function = std::uint64_t (*)(void* context);

/// The workload as the host's compiler made it.
constexpr native_function native_of(const workload& what) {
    struct row {
        std::string_view source;
        native_function function;
    };
    constexpr row rows[] = {
        {"empty", native_empty},   {"fletcher32", native_fletcher32}, {"fib", native_fib},
        {"bubble", native_bubble}, {"crc32", native_crc32},           {"memcpy", native_memcpy},
        {"fsm", native_fsm},       {"filter", native_filter},
    };
    for (const row& each : rows) {
        if (each.source == what.source) {
            return each.function;
        }
    }
    return nullptr;
}

} // namespace bench
