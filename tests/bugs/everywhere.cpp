// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "bugs/everywhere.hpp"

#include "support/catch.hpp"
#include "support/executors.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace fc::test {
namespace {

void may_write(guest_span<std::uint8_t>) {}
void copy(guest_span<std::uint8_t> to, guest_span<const std::uint8_t> from) {
    for (std::size_t i = 0; i < std::min(to.size(), from.size()); ++i) {
        to[i].set(from[i].get());
    }
}
void slow() {}
void set_word(guest<std::uint64_t> at, std::uint64_t value) { at.set(value); }
std::uint32_t three_hundred() { return 300; }

struct config : defaults {
    static constexpr std::uint32_t budget = 10'000;
    using helpers = helper_table<helper<1, "may_write", may_write>, helper<2, "copy", copy>,
                                 helper<3, "slow", slow, 9000>, helper<4, "set_word", set_word>,
                                 helper<300, "three_hundred", three_hundred>>;
};

template <class Config>
outcome run(std::span<const std::uint8_t> text, std::span<std::uint8_t> context) {
    const auto program = verify<Config>(text);
    if (!program) {
        return refused(program.error(), program.at());
    }
    const auto vm = std::make_unique<fc::vm<Config>>();
    const auto r0 = vm->run(*program, context);
    return r0 ? returns(*r0) : faults(r0.error(), r0.at());
}

} // namespace

outcome everywhere(std::span<const std::uint8_t> text, std::span<std::uint8_t> context) {
    constexpr std::size_t moat = 32;
    outcome first;
    std::array<std::uint8_t, 64 + 2 * moat> wanted{};
    bool is_first = true;
    each_machine<config>([&]<class Config>() {
        CAPTURE(Config::name, Config::memory::in_constant_evaluation);
        alignas(8) std::array<std::uint8_t, 64 + 2 * moat> host{};
        host.fill(0xC5);
        std::copy(context.begin(), context.end(), host.begin() + moat);
        const std::span<std::uint8_t> lent{host.data() + moat, context.size()};
        const outcome got = run<Config>(text, lent);
        const auto safe = [](std::uint8_t each) { return each == 0xC5; };
        CHECK(std::all_of(host.begin(), host.begin() + moat, safe));
        CHECK(std::all_of(host.begin() + static_cast<std::ptrdiff_t>(moat + context.size()),
                          host.end(), safe));
        if (is_first) {
            first = got;
            wanted = host;
            is_first = false;
        }
        CHECK(got.ran == first.ran);
        CHECK(static_cast<int>(got.error) == static_cast<int>(first.error));
        CHECK(got.at == first.at);
        if (Config::memory::in_constant_evaluation) {
            CHECK(got.r0 == first.r0);
            CHECK(host == wanted);
        }
    });
    std::copy_n(wanted.begin() + moat, context.size(), context.begin());
    return first;
}

} // namespace fc::test
