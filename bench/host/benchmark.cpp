// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Wall time of every workload in every engine, native code beside it (Google Benchmark).
// OBJECT_FOLDER holds <source>.<level>.o.
#include "engine.hpp"
#include "native.hpp"

#include <femto/image/elf.hpp>

#include <benchmark/benchmark.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace bench {

extern const engine compact_segmented, switched_segmented, threaded_segmented, decoded_segmented;
extern const engine compact_allow_list, switched_allow_list, threaded_allow_list,
    decoded_allow_list;
extern const native scalar, vectorised;

namespace {

constexpr const engine* engines[] = {
    &compact_segmented,  &switched_segmented,  &threaded_segmented,  &decoded_segmented,
    &compact_allow_list, &switched_allow_list, &threaded_allow_list, &decoded_allow_list};
constexpr const native* natives[] = {&scalar, &vectorised};
constexpr const char* levels[] = {"v2", "v3"};

/// The text of an object, in words so that it is aligned.
std::vector<std::uint64_t> text_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    const std::vector<std::uint8_t> object{std::istreambuf_iterator<char>{file}, {}};
    const auto needs = fc::image::measure_elf(object);
    if (!needs) {
        return {};
    }
    std::vector<std::uint64_t> words((needs->bytes + 7) / 8);
    const std::span<std::uint8_t> buffer{reinterpret_cast<std::uint8_t*>(words.data()),
                                         words.size() * 8};
    const auto loaded = fc::image::load_elf(object, buffer, {});
    if (!loaded) {
        return {};
    }
    words.resize(loaded->sections.text.size() / 8);
    return words;
}

std::vector<std::uint8_t> context_of(const workload& what) {
    std::vector<std::uint8_t> context(what.context_bytes());
    fill_context(what, context.data());
    return context;
}

void run_engine(benchmark::State& state, const engine& in, const workload& what,
                const std::string& path) {
    const std::vector<std::uint64_t> words = text_of(path);
    const std::span<const std::uint8_t> text{reinterpret_cast<const std::uint8_t*>(words.data()),
                                             words.size() * 8};
    if (text.empty() || !in.verify(text, 1)) {
        state.SkipWithError("the program was refused");
        return;
    }
    std::vector<std::uint8_t> context = context_of(what);
    for (auto iteration : state) {
        static_cast<void>(iteration);
        const auto r0 = in.run(context, 1);
        if (!r0 || *r0 != what.expected) {
            state.SkipWithError("wrong answer");
            return;
        }
    }
    using benchmark::Counter;
    state.counters["slots"] = in.slots();
    state.counters["slots/s"] =
        Counter(in.slots(), Counter::kIsIterationInvariantRate, Counter::kIs1000);
}

void run_native(benchmark::State& state, native_function function, const workload& what) {
    std::vector<std::uint8_t> context = context_of(what);
    for (auto iteration : state) {
        static_cast<void>(iteration);
        if (function(context.data()) != what.expected) {
            state.SkipWithError("wrong answer");
            return;
        }
    }
}

void add_all() {
    for (const workload& what : workloads) {
        const std::string name{what.name};
        for (const native* code : natives) {
            benchmark::RegisterBenchmark((name + "/native/" + code->name).c_str(),
                                         [code, &what](benchmark::State& state) {
                                             run_native(state, code->function_of(what), what);
                                         });
        }
        for (const char* level : levels) {
            const std::string path =
                OBJECT_FOLDER "/" + std::string{what.source} + "." + level + ".o";
            for (const engine* in : engines) {
                benchmark::RegisterBenchmark((name + "/" + level + "/" + in->name).c_str(),
                                             [in, &what, path](benchmark::State& state) {
                                                 run_engine(state, *in, what, path);
                                             });
            }
        }
    }
}

} // namespace
} // namespace bench

int main(int count, char** arguments) {
    benchmark::Initialize(&count, arguments);
    if (benchmark::ReportUnrecognizedArguments(count, arguments)) {
        return 2;
    }
    bench::add_all();
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
