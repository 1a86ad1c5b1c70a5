// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Any bytes as a program: `verify` refuses them as the reference does, or every executor over both
// memory policies runs them as the reference does and changes nothing around what it was lent.
#include "demand.hpp"
#include "loops.hpp"
#include "program_input.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace fc::test {

// A ready-made Config that takes frames as the reference does.
template <class Base>
struct framed : Base {
    static constexpr std::size_t frame_bytes = sample_frame_bytes;
};

namespace detail {
template struct reveal<framed<fc::tiny>, &fc::vm<framed<fc::tiny>>::stack_>;
template struct reveal<framed<fc::defaults>, &fc::vm<framed<fc::defaults>>::stack_>;
template struct reveal<framed<fc::fast>, &fc::vm<framed<fc::fast>>::stack_>;
} // namespace detail

} // namespace fc::test

namespace fc::fuzz {
namespace {

using namespace fc::test;

bool has_callx(const sample& of) {
    for (std::size_t at = 0; at < of.text.size(); at += isa::slot_bytes) {
        if (isa::table[of.text[at]].operands == isa::form::call_reg) {
            return true;
        }
    }
    return false;
}

class comparison {
public:
    void agree(const sample& of) {
        ++seen_.inputs;
        refuse_badly_placed(of);
        const auto program = fc::verify<compact<over_segments>>(of.sections());
        verdict_ = program.error();
        slot_ = program.at();
        if (of.text.empty() || of.text.size() % isa::slot_bytes != 0) {
            ++seen_.refused;
            demand(verdict_ == errc::illegal_length, "a text is whole slots, and at least one");
            return;
        }
        const observation wanted = expect(of, {});
        ++(!wanted.accepted ? seen_.refused : wanted.finished ? seen_.finished : seen_.stopped);

        const std::uint32_t whole[] = {of.budget};
        const std::uint32_t slices[] = {of.budget / 3, 1, of.budget - of.budget / 3 - 1};
        const bool cut = of.budget >= 3;
        check(segmented_.compact, of, wanted, whole);
        check(segmented_.switched, of, wanted, whole);
        check(segmented_.threaded, of, wanted,
              cut ? std::span<const std::uint32_t>{slices} : whole);
        check(segmented_.decoded, of, wanted, whole);
        if (!wanted.accepted) {
            return;
        }
        listed_.one(of.budget, [&](auto& by) { check_addresses(by, of); }); // in turn
        check_profiles(of, wanted);
    }

private:
    /// One byte off, a text is refused whatever it holds.
    static void refuse_badly_placed(const sample& of) {
        const auto copy = std::make_unique<std::uint8_t[]>(of.text.size() + 1);
        std::copy(of.text.begin(), of.text.end(), copy.get() + 1);
        const std::span<const std::uint8_t> text{copy.get() + 1, of.text.size()};
        const auto program = fc::verify<fc::defaults>(text);
        demand(program.error() == errc::misaligned_text || program.error() == errc::illegal_length,
               "a misaligned text is refused");
    }

    template <class Config>
    void check(rig<Config>& by, const sample& of, const observation& wanted,
               std::span<const std::uint32_t> slices) {
        compare(by, run(by, of, slices), wanted, Config::name);
    }

    template <class Config>
    void check_addresses(rig<Config>& by, const sample& of) {
        const std::uint32_t whole[] = {of.budget};
        const observation got = run(by, of, whole);
        compare(by, got, expect_over_addresses(by, of), "allow_list");
    }

    /// The ready-made Configs have no helpers: what they accept must run as it does with them,
    /// but for a callx that finds one.
    void check_profiles(const sample& of, const observation& wanted) {
        const std::uint32_t whole[] = {of.budget};
        const observation by_defaults = run(defaults_, of, whole);
        compare(fast_, run(fast_, of, whole), by_defaults, "fast");
        if (by_defaults.accepted && !has_callx(of)) {
            compare(defaults_, by_defaults, wanted, "defaults");
        }
        const observation by_tiny = run(tiny_, of, whole);
        if (by_tiny.accepted && by_tiny.end != errc::call_depth_exceeded) {
            compare(tiny_, by_tiny, wanted, "tiny");
        }
    }

    template <class Config>
    observation run(rig<Config>& by, const sample& of, std::span<const std::uint32_t> slices) {
        const sample before = of;
        observation got = by.run(of, slices);
        demand(by.intact(), "nothing around the host's buffers is written");
        demand(of.text == before.text && of.rodata == before.rodata && of.data == before.data,
               "a program's own bytes stay as they are");
        demand(of.context_is_writable || !got.accepted || got.context == before.context,
               "a read-only context stays as it is");
        return got;
    }

    template <class Config>
    void compare(const rig<Config>&, const observation& got, const observation& wanted,
                 const char* name) {
        const bool same_refusal =
            !got.accepted && !wanted.accepted &&
            (Config::helpers::size == 0 || (got.end == verdict_ && got.slot == slot_));
        if (same_refusal || got == wanted) {
            return;
        }
        std::fprintf(stderr, "%s:\n%s\nwanted:\n%s\n", name, describe(got).c_str(),
                     describe(wanted).c_str());
        demand(false, "every executor agrees with the reference");
    }

    errc verdict_ = errc::ok;
    std::uint32_t slot_ = 0;
    tally seen_{"program"};
    rigs<over_segments> segmented_{};
    rigs<over_addresses> listed_{};
    rig<framed<fc::defaults>> defaults_{};
    rig<framed<fc::fast>> fast_{};
    rig<framed<fc::tiny>> tiny_{};
};

} // namespace
} // namespace fc::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static fc::fuzz::comparison all;
    all.agree(fc::fuzz::program_input{{bytes, size}}.sample());
    return 0;
}
