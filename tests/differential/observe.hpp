// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "differential/generator.hpp"
#include "differential/helpers.hpp"
#include "reference/interpreter.hpp"
#include "support/executors.hpp"

#include <femto/vm.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace fc::test {

struct sample_config : defaults {
    static constexpr std::size_t frame_bytes = sample_frame_bytes;
    static constexpr std::size_t stack_bytes = 512;
    using helpers = sample_helpers;
};

/// All that can be seen of one run from outside.
struct observation {
    bool accepted = false;
    errc end = errc::ok; // verdict when it was refused
    bool finished = false;
    std::uint32_t slot = 0;
    std::uint32_t executed = 0;
    std::array<std::uint64_t, 11> registers{};
    std::vector<std::uint8_t> context{};
    std::vector<std::uint8_t> data{};
    std::vector<std::uint8_t> stack{}; // what the program could address of it

    friend bool operator==(const observation&, const observation&) = default;
};

inline std::string describe(const observation& o) {
    const auto hex = [](std::uint64_t v) {
        char text[24];
        std::snprintf(text, sizeof text, "%llx", static_cast<unsigned long long>(v));
        return std::string{text};
    };
    std::string out = std::string{o.accepted ? "accepted" : "refused"} + " end " +
                      std::to_string(static_cast<int>(o.end)) + " slot " + std::to_string(o.slot) +
                      " executed " + std::to_string(o.executed);
    for (std::size_t i = 0; i < o.registers.size(); ++i) {
        out += " r" + std::to_string(i) + "=" + hex(o.registers[i]);
    }
    for (const auto* bytes : {&o.context, &o.data, &o.stack}) {
        out += "\n   ";
        for (const std::uint8_t each : *bytes) {
            out += (each < 16 ? "0" : "") + hex(each);
        }
    }
    return out;
}

namespace detail {
// The stack of a vm is private, and no public name should exist for a test's sake: an explicit
// instantiation may name private members, and leaves the pointer here.
template <class Config>
using stack_pointer = std::array<std::uint8_t, Config::stack_bytes> fc::vm<Config>::*;
template <class Config>
inline stack_pointer<Config> stack_member = nullptr;
template <class Config, stack_pointer<Config> Member>
struct reveal {
    static inline const bool done = (stack_member<Config> = Member, true);
};
} // namespace detail

/// Bytes that only the program under test may change, in a moat that nobody may.
template <std::size_t Capacity>
class guarded {
public:
    guarded() { all_.fill(moat); }

    std::span<std::uint8_t> load(std::span<const std::uint8_t> bytes, std::size_t size) {
        size_ = size;
        std::fill(all_.begin(), all_.end(), moat);
        std::fill_n(all_.begin() + before, size, std::uint8_t{0});
        std::copy(bytes.begin(), bytes.end(), all_.begin() + before);
        return bytes_();
    }
    bool intact() const {
        const auto dry = [](std::uint8_t each) { return each == moat; };
        return std::all_of(all_.begin(), all_.begin() + before, dry) &&
               std::all_of(all_.begin() + before + static_cast<std::ptrdiff_t>(size_), all_.end(),
                           dry);
    }

private:
    static constexpr std::ptrdiff_t before = 64;
    static constexpr std::uint8_t moat = 0xC5;
    std::span<std::uint8_t> bytes_() { return {all_.data() + before, size_}; }

    alignas(8) std::array<std::uint8_t, Capacity + 2 * before> all_{};
    std::size_t size_ = 0;
};

/// One executor with a vm that lives as long as the test, so that what one program leaves behind
/// would show in the next.
template <class Config>
class rig {
public:
    /// @param slices  budgets to grant one after the other; their sum is what counts
    observation run(const sample& of, std::span<const std::uint32_t> slices) {
        observation seen;
        const auto program = fc::verify<Config>(of.sections());
        seen.accepted = static_cast<bool>(program);
        if (!program) {
            seen.end = program.error();
            seen.slot = program.at();
            return seen;
        }
        const auto context = context_.load(of.context, of.context.size());
        const auto data = data_.load({}, program->data_bytes());
        const fc::region bytes =
            of.context_is_writable ? fc::writable(context) : fc::read_only(context);
        no_environment none{};
        result<progress> state = progress{false, 0};
        if (program->data_bytes() != 0) {
            const auto instance = fc::instantiate(*program, data);
            state = vm().start(*instance, bytes, none);
            stack_top_ = vm().registers()[10];
            state = go_on(slices, state);
        } else {
            state = vm().start(*program, bytes, none);
            stack_top_ = vm().registers()[10];
            state = go_on(slices, state);
        }
        seen.end = state ? errc::ok : state.error();
        seen.finished = state && state->done();
        seen.slot = vm().slot();
        seen.executed = vm().instructions();
        std::copy(vm().registers().begin(), vm().registers().end(), seen.registers.begin());
        seen.context.assign(context.begin(), context.end());
        seen.data.assign(data.begin(), data.end());
        const auto& stack = vm().*detail::stack_member<Config>;
        const std::uint32_t depth = reference::machine::stack_depth(
            reference::read_slots(of.text), {.stack_bytes = Config::stack_bytes});
        seen.stack.assign(stack.end() - depth, stack.end());
        return seen;
    }

    /// True when no byte around what the host lent was changed.
    bool intact() const {
        return context_.intact() && data_.intact() && home_->before == canary() &&
               home_->after == canary();
    }

    // Where the sections lay in the last run; under allow_list that is the host's business.
    std::uint64_t stack_top() const { return stack_top_; }
    std::uint64_t context_address() { return at(context_); }
    std::uint64_t data_address() { return at(data_); }

private:
    struct home {
        std::array<std::uint64_t, 8> before = canary();
        fc::vm<Config> machine;
        std::array<std::uint64_t, 8> after = canary();
    };
    static std::array<std::uint64_t, 8> canary() {
        std::array<std::uint64_t, 8> out;
        out.fill(0xCA11AB1ECA11AB1E);
        return out;
    }
    fc::vm<Config>& vm() { return home_->machine; }

    template <std::size_t N>
    static std::uint64_t at(const guarded<N>& bytes) {
        return reinterpret_cast<std::uintptr_t>(&bytes) + 64;
    }

    result<progress> go_on(std::span<const std::uint32_t> slices, result<progress> state) {
        for (const std::uint32_t slice : slices) {
            if (!state || state->done()) {
                break;
            }
            state = vm().resume(slice);
        }
        return state;
    }

    std::unique_ptr<home> home_ = std::make_unique<home>();
    guarded<sample_context_max> context_{};
    guarded<sample_data_max> data_{};
    std::uint64_t stack_top_ = 0;
};

/// Where a policy puts the sections.
struct places {
    bool segmented = true; // the stack begins at 0x01000000; else it ends at `stack_top`
    std::uint64_t stack_top = 0;
    std::uint64_t context = 0x02000000;
    std::uint64_t data = 0x03000000;
    std::uint64_t rodata = 0x04000000;
};

/// The same through the reference.
inline observation expect(const sample& of, const places& at) {
    observation seen;
    reference::input in;
    in.program = reference::read_slots(of.text);
    in.entry = of.entry;
    seen.accepted = reference::is_valid(
        in.program, of.entry, [](std::uint32_t id) { return reference_helpers().contains(id); });
    if (!seen.accepted) {
        return seen;
    }
    in.bounds = {.stack_bytes = sample_config::stack_bytes,
                 .frame_bytes = sample_frame_bytes,
                 .call_depth = sample_config::call_depth};
    if (!at.segmented) {
        in.stack_first = at.stack_top - reference::machine::stack_depth(in.program, in.bounds);
    }
    in.context = {at.context, of.context_is_writable, of.context};
    in.rodata = {at.rodata, false, of.rodata};
    in.data = {at.data, true, of.data};
    in.data.bytes.resize(of.data.size() + of.bss_bytes);
    for (const relocation& each : of.relocations) {
        std::uint64_t base = 0x7F000000;
        if (each.to == relocation::target::data) {
            base = at.data;
        } else if (each.to == relocation::target::rodata) {
            base = at.rodata;
        }
        std::uint64_t word = 0;
        for (unsigned i = 8; i-- > 0;) {
            word = word * 256 + in.data.bytes[each.offset + i];
        }
        word += base;
        for (unsigned i = 0; i < 8; ++i, word /= 256) {
            in.data.bytes[each.offset + i] = static_cast<std::uint8_t>(word % 256);
        }
    }
    in.helpers = &reference_helpers();
    reference::machine machine{std::move(in)};
    const reference::ending end = machine.resume(of.budget);
    seen.finished = end == reference::ending::exit;
    seen.end =
        end == reference::ending::budget ? errc::ok : static_cast<errc>(static_cast<int>(end));
    seen.slot = static_cast<std::uint32_t>(machine.pc);
    seen.executed = static_cast<std::uint32_t>(machine.executed);
    seen.registers = machine.registers;
    seen.context = machine.context.bytes;
    seen.data = machine.data.bytes;
    seen.stack = machine.stack.bytes;
    return seen;
}

} // namespace fc::test
