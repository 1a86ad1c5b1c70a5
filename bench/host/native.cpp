// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Compiled once per variant with -DVARIANT=<identifier>; goes with the objects of all workloads,
// whose functions are called <identifier>_<source>.
#include "native.hpp"

#include <string_view>

#define JOIN_OF(variant, source) variant##_##source
#define JOIN(variant, source) JOIN_OF(variant, source)
#define NATIVE(source) JOIN(VARIANT, source)
#define NAME_OF(identifier) #identifier
#define NAME(identifier) NAME_OF(identifier)

extern "C" {
std::uint64_t NATIVE(empty)(void*);
std::uint64_t NATIVE(filter)(void*);
std::uint64_t NATIVE(fletcher32)(void*);
std::uint64_t NATIVE(fib)(void*);
std::uint64_t NATIVE(bubble)(void*);
std::uint64_t NATIVE(crc32)(void*);
std::uint64_t NATIVE(memcpy)(void*);
std::uint64_t NATIVE(fsm)(void*);
}

namespace bench {
namespace {

struct row {
    std::string_view source;
    native_function function;
};

constexpr row rows[] = {
    {"empty", NATIVE(empty)},   {"filter", NATIVE(filter)}, {"fletcher32", NATIVE(fletcher32)},
    {"fib", NATIVE(fib)},       {"bubble", NATIVE(bubble)}, {"crc32", NATIVE(crc32)},
    {"memcpy", NATIVE(memcpy)}, {"fsm", NATIVE(fsm)},
};

native_function function_of(const workload& what) {
    for (const row& each : rows) {
        if (each.source == what.source) {
            return each.function;
        }
    }
    return nullptr;
}

} // namespace

extern const native VARIANT;
const native VARIANT{NAME(VARIANT), function_of};

} // namespace bench
