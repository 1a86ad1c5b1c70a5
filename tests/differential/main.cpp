// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Random programs, run by every executor over both memory policies and by the reference, which must
// agree on everything that can be seen: verdict, r0 and all registers, cause and slot of a fault,
// slots executed, and the bytes of context, data and stack.
//
//   differential [--programs N] [--seed S] [--first I]
//
// A failing program is printed with the options that repeat it.
#include "differential/rigs.hpp"

#include <femto/isa/disassemble.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace fc::test {

namespace {

struct totals {
    std::uint64_t programs = 0;
    std::uint64_t refused = 0;
    std::uint64_t finished = 0;
    std::uint64_t out_of_budget = 0;
    std::uint64_t faulted = 0;
    std::uint64_t instructions = 0;
};

void print(const sample& of) {
    std::printf("entry %u, context of %zu bytes (%s), rodata %zu, data %zu, bss %u, budget %u\n",
                of.entry, of.context.size(), of.context_is_writable ? "writable" : "read-only",
                of.rodata.size(), of.data.size(), of.bss_bytes, of.budget);
    isa::disassemble(of.text, [](std::size_t slot, const auto& line) {
        std::printf("%5zu: %.*s\n", slot, static_cast<int>(line.size()), line.data());
    });
}

class comparison {
public:
    bool agree(const sample& of, random_numbers& random) {
        const observation wanted = expect(of, {});
        count(wanted);
        const std::uint32_t whole[] = {of.budget};
        const errc verdict = verdict_of(of);
        bool same = check(segmented_.compact, of, wanted, whole, verdict);
        same = check(segmented_.switched, of, wanted, whole, verdict) && same;
        same = check(segmented_.threaded, of, wanted, whole, verdict) && same;
        same = check(segmented_.decoded, of, wanted, whole, verdict) && same;

        // Slices of any size add up to the same run.
        std::uint32_t left = of.budget;
        std::uint32_t slices[6] = {};
        for (std::uint32_t i = 0; i < 5; ++i) {
            slices[i] = random.below(std::size_t{left} + 1);
            left -= slices[i];
        }
        slices[5] = left;
        const auto in_slices = [&](auto& by) { return check(by, of, wanted, slices, verdict); };
        same = segmented_.one(random.below(4), in_slices) && same;
        const auto over_list = [&](auto& by) { return check_addresses(by, of, verdict); };
        return listed_.one(of.budget, over_list) && same;
    }

    totals seen{};

private:
    static errc verdict_of(const sample& of) {
        return fc::verify<compact<over_segments>>(of.sections()).error();
    }

    void count(const observation& o) {
        ++seen.programs;
        seen.refused += o.accepted ? 0U : 1U;
        seen.finished += o.finished ? 1U : 0U;
        seen.faulted += o.end != errc::ok ? 1U : 0U;
        seen.out_of_budget += o.accepted && !o.finished && o.end == errc::ok ? 1U : 0U;
        seen.instructions += o.executed;
    }

    template <class Config>
    bool check(rig<Config>& by, const sample& of, const observation& wanted,
               std::span<const std::uint32_t> slices, errc verdict) {
        // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): a run must not change it
        const sample before = of;
        return compare(by, of, before, by.run(of, slices), wanted, verdict);
    }

    template <class Config>
    bool check_addresses(rig<Config>& by, const sample& of, errc verdict) {
        const sample before = of;
        const std::uint32_t whole[] = {of.budget};
        const observation got = by.run(of, whole);
        return compare(by, of, before, got, expect_over_addresses(by, of), verdict);
    }

    template <class Config>
    bool compare(const rig<Config>& by, const sample& of, const sample& before,
                 const observation& got, const observation& wanted, errc verdict) {
        const char* policy = Config::memory::in_constant_evaluation ? "segmented" : "allow_list";
        if (!by.intact() || of.text != before.text || of.rodata != before.rodata) {
            std::printf("%s over %s wrote where it must not\n", Config::name, policy);
            return false;
        }
        if (!wanted.accepted && !got.accepted && got.end == verdict) {
            return true;
        }
        if (got == wanted) {
            return true;
        }
        std::printf("%s over %s:\n%s\nreference:\n%s\n", Config::name, policy,
                    describe(got).c_str(), describe(wanted).c_str());
        return false;
    }

    rigs<over_segments> segmented_{};
    rigs<over_addresses> listed_{};
};

int compare_all(std::uint64_t seed, std::uint64_t first, std::uint64_t programs) {
    comparison all;
    const auto begin = std::chrono::steady_clock::now();
    for (std::uint64_t i = first; i < first + programs; ++i) {
        random_numbers random{seed ^ (i * 0xD1342543DE82EF95)};
        sample of = random_program(random, 1 + random.below(random.percent(10) ? 60 : 18));
        const bool mutated = random.percent(40);
        if (mutated) {
            mutate(random, of);
        }
        const bool accepted =
            mutated || static_cast<bool>(fc::verify<compact<over_segments>>(of.sections()));
        if (!accepted) {
            std::printf("a program made to be valid is refused\n");
        }
        if (!all.agree(of, random) || !accepted) {
            print(of);
            std::printf("repeat with: --seed %llu --first %llu --programs 1\n",
                        static_cast<unsigned long long>(seed), static_cast<unsigned long long>(i));
            return 1;
        }
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    const auto number = [](std::uint64_t v) { return static_cast<unsigned long long>(v); };
    const totals& t = all.seen;
    std::printf("%llu programs in %.1f s, seed %llu: %llu refused, %llu finished, %llu faulted, "
                "%llu out of budget; %llu instructions each\n",
                number(t.programs), took.count(), number(seed), number(t.refused),
                number(t.finished), number(t.faulted), number(t.out_of_budget),
                number(t.programs == 0 ? 0 : t.instructions / t.programs));
    return 0;
}

} // namespace
} // namespace fc::test

int main(int argc, char** argv) {
    std::uint64_t seed = 1;
    std::uint64_t first = 0;
    std::uint64_t programs = 200'000;
    for (int i = 1; i < argc; i += 2) {
        const std::string_view name = argv[i];
        std::uint64_t* const option = name == "--seed"       ? &seed
                                      : name == "--first"    ? &first
                                      : name == "--programs" ? &programs
                                                             : nullptr;
        if (option == nullptr || i + 1 == argc) {
            std::fprintf(stderr, "usage: differential [--programs N] [--seed S] [--first I]\n");
            return 2;
        }
        *option = std::strtoull(argv[i + 1], nullptr, 0);
    }
    return fc::test::compare_all(seed, first, programs);
}
