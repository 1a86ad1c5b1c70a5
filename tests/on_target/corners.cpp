// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Where cores differ: accesses on odd addresses, addresses beyond 32 bits, regions at the end of the
// address space, depth of calls.
#include "on_target/report.hpp"
#include "support/assembled.hpp"
#include "support/executors.hpp"

#include <femto/base/bytes.hpp>
#include <femto/memory/allow_list.hpp>
#include <femto/vm.hpp>

#include <array>
#include <cstdint>
#include <span>

namespace fc::test {
namespace {

struct outcome {
    errc error = errc::ok;
    std::uint64_t r0 = 0;
    std::uint32_t at = 0;
};

template <class Config>
outcome outcome_of(std::span<const std::uint8_t> text, context about = {}) {
    const auto program = verify<Config>(text);
    if (!program) {
        return {program.error(), 0, program.at()};
    }
    static fc::vm<Config> machine;
    const auto r0 = machine.run(*program, about);
    return {r0.error(), r0 ? *r0 : 0, r0.at()};
}

template <class Config>
void odd_addresses(report& out) {
    alignas(8) std::array<std::uint8_t, 24> bytes{};
    for (unsigned start = 0; start < 8; ++start) {
        for (unsigned i = 0; i < bytes.size(); ++i) {
            bytes[i] = static_cast<std::uint8_t>(17 * i + 1);
        }
        const std::span<std::uint8_t> part = std::span{bytes}.subspan(start, 16);
        const std::uint64_t word = load_le<std::uint64_t>(part.data() + 1);
        const outcome whole = outcome_of<Config>(assembled<"r0 = *(u64 *)(r1 + 1)\nexit">, part);
        out.expect(whole.r0 == word, "a load of 8 bytes at an odd address", start);
        const outcome half = outcome_of<Config>(assembled<"r0 = *(u32 *)(r1 + 3)\nexit">, part);
        out.expect(half.r0 == load_le<std::uint32_t>(part.data() + 3),
                   "a load of 4 bytes at an odd address", start);
        const outcome pair = outcome_of<Config>(assembled<"r0 = *(u16 *)(r1 + 5)\nexit">, part);
        out.expect(pair.r0 == load_le<std::uint16_t>(part.data() + 5),
                   "a load of 2 bytes at an odd address", start);
        const outcome stored = outcome_of<Config>(
            assembled<"r2 = 0x1122334455667788 ll\n*(u64 *)(r1 + 3) = r2\nr0 = 1\nexit">, part);
        out.expect(stored.r0 == 1 && load_le<std::uint64_t>(part.data() + 3) == 0x1122334455667788,
                   "a store of 8 bytes at an odd address", start);
        const outcome added = outcome_of<Config>(
            assembled<"r2 = 1\nlock *(u64 *)(r1 + 3) += r2\nr0 = *(u64 *)(r1 + 3)\nexit">, part);
        out.expect(added.r0 == 0x1122334455667789, "an addition of 8 bytes at an odd address",
                   start);
        const outcome frame = outcome_of<Config>(
            assembled<"r2 = 77\n*(u64 *)(r10 - 13) = r2\nr0 = *(u64 *)(r10 - 13)\nexit">, part);
        out.expect(frame.r0 == 77, "the stack at an odd address", start);
    }
}

/// The same address in the low half is not the same address.
template <class Config>
void halves(report& out) {
    std::array<std::uint8_t, 8> bytes{1, 2, 3, 4, 5, 6, 7, 8};
    const auto reads = [&](std::span<const std::uint8_t> text) {
        return outcome_of<Config>(text, std::span<std::uint8_t>{bytes}).error;
    };
    out.expect(reads(assembled<"r2 = 0x100000000 ll\nr1 += r2\nr0 = *(u8 *)(r1 + 0)\nexit">) ==
                   errc::illegal_memory,
               "an address with bit 32 set");
    out.expect(
        reads(assembled<"r2 = 0x8000000000000000 ll\nr1 |= r2\nr0 = *(u8 *)(r1 + 0)\nexit">) ==
            errc::illegal_memory,
        "an address with bit 63 set");
    out.expect(
        reads(assembled<"r2 = 0x100000000 ll\nr1 += r2\n*(u8 *)(r1 + 0) = 1\nr0 = 0\nexit">) ==
            errc::illegal_memory,
        "a store to an address with bit 32 set");
    // An offset that carries into the upper half, and back, is where it was.
    out.expect(reads(assembled<"r2 = 0xFFFFFFFF ll\nr1 += r2\nr1 += 1\nr2 = 0x100000000 ll\n"
                               "r1 -= r2\nr0 = *(u8 *)(r1 + 0)\nexit">) == errc::ok,
               "an address that went there and back");
    for (const auto& text :
         {std::span<const std::uint8_t>{assembled<"r1 = -1\nr0 = *(u8 *)(r1 + 0)\nexit">},
          std::span<const std::uint8_t>{assembled<"r1 = -8\nr0 = *(u64 *)(r1 + 0)\nexit">},
          std::span<const std::uint8_t>{assembled<"r1 = -4\nr0 = *(u64 *)(r1 + 0)\nexit">},
          std::span<const std::uint8_t>{assembled<"w1 = -1\nr0 = *(u8 *)(r1 + 0)\nexit">},
          std::span<const std::uint8_t>{assembled<"w1 = -4\nr0 = *(u64 *)(r1 + 0)\nexit">},
          std::span<const std::uint8_t>{assembled<"w1 = -4\nr0 = *(u64 *)(r1 + 4)\nexit">},
          std::span<const std::uint8_t>{assembled<"r0 = *(u8 *)(r1 - 1)\nexit">},
          std::span<const std::uint8_t>{assembled<"r0 = *(u64 *)(r1 + 1)\nexit">},
          std::span<const std::uint8_t>{assembled<"r0 = *(u8 *)(r1 + 8)\nexit">}}) {
        const outcome got = outcome_of<Config>(text, std::span<std::uint8_t>{bytes});
        out.expect(got.error == errc::illegal_memory, "an access outside of everything", got.at);
    }
}

/// A region that ends with the last byte there is: what is behind it begins at 0 again. Nothing is read or
/// written, there is no memory; on the host the same is asked 2^32 times further up.
void top_of_the_address_space(report& out) {
    constexpr std::uint32_t bytes = 16;
    constexpr std::uintptr_t start = ~std::uintptr_t{0} - (bytes - 1);
    memory::allow_list<5> regions;
    std::array<std::uint8_t, 8> about{};
    out.expect(regions.assign({.context = writable(about)}) == errc::ok, "regions");
    const auto granted =
        regions.grant(writable({reinterpret_cast<std::uint8_t*>(start), std::size_t{bytes}}));
    out.expect(granted && *granted == start, "a region at the top");
    const auto reaches = [&](std::uint64_t address, std::int32_t offset, std::uint32_t size) {
        std::uint8_t* at = nullptr;
        const bool loads = regions.reach(memory::access::read, address, offset, size, at);
        const bool stores = regions.reach(memory::access::write, address, offset, size, at);
        out.expect(loads == stores, "loads and stores alike", address);
        return loads;
    };
    for (std::uint32_t from = 0; from < 2 * bytes; ++from) {
        for (const std::uint32_t size : {1U, 2U, 4U, 8U}) {
            const std::uint64_t address = std::uint64_t{start} + from; // beyond the top, too
            const bool is_inside = from + size <= bytes;
            out.expect(reaches(address, 0, size) == is_inside, "an access at the top", from);
            out.expect(reaches(start, static_cast<std::int32_t>(from), size) == is_inside,
                       "an access by an offset from there", from);
            out.expect(!reaches(from, 0, size), "an access at the bottom", from);
            out.expect(!reaches(address - bytes, 0, size) || from >= bytes,
                       "an access that begins before", from);
        }
    }
    out.expect(!reaches(~std::uint64_t{0}, 1, 1), "an address that goes around");
    out.expect(reaches(start, 0, bytes) && !reaches(start, 0, bytes + 1),
               "all of it, and a byte more");
    out.expect(regions.readable_from(start + 5).size() == bytes - 5, "what is left behind a place");
}

template <class Config>
void depth(report& out) {
    // Each call has a frame of 8 bytes. The seventh within the first is good, the eighth is not.
    const auto deep = [](std::uint32_t calls) {
        std::uint8_t number[8] = {static_cast<std::uint8_t>(calls)};
        return outcome_of<Config>(
            assembled<"r1 = *(u64 *)(r1 + 0)\ncall down\nexit\n"
                      "down: *(u64 *)(r10 - 8) = r1\nif r1 == 0 goto +2\nr1 += -1\ncall down\n"
                      "r0 = *(u64 *)(r10 - 8)\nexit">,
            std::span<std::uint8_t>{number});
    };
    for (std::uint32_t calls = 0; calls < 10; ++calls) {
        const outcome got = deep(calls);
        print("calls ");
        print(calls);
        print(": error -");
        print(static_cast<std::uint64_t>(-static_cast<int>(got.error)));
        print(" at ");
        print(got.at);
        print(", r0 ");
        print(got.r0);
        print("\n");
    }
    out.expect(deep(6).error == errc::ok && deep(7).error != errc::ok, "depth of calls");
}

} // namespace
} // namespace fc::test

int main() {
    using namespace fc::test;
    report out;
    top_of_the_address_space(out);
    each_machine<fc::defaults>([&]<class Config>() {
        print(Config::name);
        print("\n");
        odd_addresses<Config>(out);
        halves<Config>(out);
        depth<Config>(out);
    });
    return out.end();
}
