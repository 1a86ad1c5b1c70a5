// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Compiled once per engine with
//   -DENGINE=<identifier>  -DDISPATCH=compact|switched|threaded
//   -DMEMORY=segmented|allow_list  -DDECODE_SLOTS=<number, 0 for raw text>
#include "engine.hpp"

#include <femto/vm.hpp>

#include <optional>

namespace bench {
namespace {

struct config : fc::defaults {
    using dispatch = fc::dispatch::DISPATCH;
    using memory = fc::memory::MEMORY<4>;
    static constexpr std::size_t decode_slots = DECODE_SLOTS;
    static constexpr std::uint32_t budget = 10'000'000;
};

using outcome = fc::result<fc::program_of<config>>;

std::optional<outcome> program;
fc::vm<config> vm;

fc::result<std::uint64_t> verify(std::span<const std::uint8_t> text, std::uint64_t times) {
    for (std::uint64_t i = 0; i < times; ++i) {
        program.emplace(fc::verify<config>(text));
    }
    if (!*program) {
        return {program->error(), program->at()};
    }
    return std::uint64_t{(*program)->slots()};
}

fc::result<std::uint64_t> run(std::span<std::uint8_t> context, std::uint64_t times) {
    const auto& code = **program;
    fc::result<std::uint64_t> last = std::uint64_t{0};
    for (std::uint64_t i = 0; i < times; ++i) {
        last = vm.run(code, context);
    }
    return last;
}

std::uint32_t slots() { return vm.instructions(); }

} // namespace

#define NAME_OF(identifier) #identifier
#define NAME(identifier) NAME_OF(identifier)
extern const engine ENGINE;
const engine ENGINE{NAME(ENGINE), verify, run, slots};

} // namespace bench
