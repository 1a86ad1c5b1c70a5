// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Any bytes as an ELF object: refused with a place, or linked into what `verify` judges and every
// executor runs with one result.
#include "demand.hpp"
#include "loops.hpp"

#include <femto/image/elf.hpp>
#include <femto/vm.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace fc::fuzz {
namespace {

struct bounded : fc::defaults {
    static constexpr std::uint32_t budget = 500;
};

/// What a run leaves behind.
struct outcome {
    errc verified = errc::ok;
    errc end = errc::ok;
    std::uint64_t r0 = 0;
    std::uint32_t slot = 0;
    std::uint32_t instructions = 0;
    std::array<std::uint8_t, 16> context{};
    std::vector<std::uint8_t> data{};

    friend bool operator==(const outcome&, const outcome&) = default;
};

/// The most an instance gets here: an object may ask for gigabytes of bss in earnest, and whether
/// it gets them is the caller's choice.
constexpr std::size_t data_bytes_max = 4096;

/// @param storage  at least `data_bytes_max` bytes; where they lie matters under allow_list
template <class Config>
outcome run(const sections& parts, std::span<std::uint8_t> storage) {
    outcome out;
    const auto program = fc::verify<Config>(parts);
    if (!program) {
        out.verified = program.error();
        out.slot = program.at();
        return out;
    }
    if (program->data_bytes() > storage.size()) {
        out.verified = errc::buffer_too_small;
        return out;
    }
    const auto instance = fc::instantiate(*program, storage);
    demand(static_cast<bool>(instance), "a loaded object that is verified has an instance");
    for (std::size_t i = 0; i < out.context.size(); ++i) {
        out.context[i] = static_cast<std::uint8_t>(i);
    }
    fc::vm<Config> vm;
    const auto r0 = vm.run(*instance, out.context);
    out.end = r0.error();
    out.r0 = r0 ? *r0 : 0;
    out.slot = vm.slot();
    out.instructions = vm.instructions();
    out.data.assign(instance->data().begin(), instance->data().end());
    for (std::size_t i = out.data.size(); i < storage.size(); ++i) {
        demand(storage[i] == 0, "nothing behind the data of an instance is written");
    }
    return out;
}

class target {
public:
    void read(std::span<const std::uint8_t> object) {
        ++seen_.inputs;
        const auto needs = image::measure_elf(object);
        if (!needs) {
            demand(needs.at() <= object.size(), "an error lies in the file");
            ++seen_.refused;
            return;
        }
        demand(needs->bytes <= 8 * object.size(), "an object needs at most 8 times its size");
        demand(needs->relocations <= object.size() / 16, "a relocation has at least 16 bytes");

        std::vector<std::string> names;
        load(object, *needs, {}, &names);
        for (const std::string& name : names) {
            load(object, *needs, {.function = name}, nullptr);
            load(object, *needs, {.section = name}, nullptr);
            load(object, *needs, {.section = ".text", .function = name}, nullptr);
        }
    }

private:
    void load(std::span<const std::uint8_t> object, const image::elf_needs& needs,
              const image::elf_options& options, std::vector<std::string>* names) {
        // Blocks of the very size that was asked for.
        const auto buffer = std::make_unique<std::uint8_t[]>(needs.bytes);
        const auto words = std::make_unique<relocation[]>(needs.relocations);
        const auto loaded = image::load_elf(object, {buffer.get(), needs.bytes},
                                            {words.get(), needs.relocations}, options);
        refuse_less(object, needs, options, loaded.error());
        if (!loaded) {
            demand(loaded.error() != errc::buffer_too_small, "measure_elf asks for enough");
            demand(loaded.at() <= object.size(), "an error lies in the file");
            seen_.refused += names != nullptr ? 1U : 0U;
            return;
        }
        demand(loaded->used_bytes <= needs.bytes, "what is used lies in the buffer");
        for (const image::function each : loaded->functions) {
            demand(each.slot < loaded->sections.text.size() / isa::slot_bytes,
                   "a function lies in the text");
            if (names != nullptr && names->size() < 3) {
                names->emplace_back(each.name.begin(), each.name.end());
            }
        }
        run_everywhere(loaded->sections, names != nullptr);
    }

    /// With less room than `measure_elf` asks for it may still fit, and must not be overrun.
    static void refuse_less(std::span<const std::uint8_t> object, const image::elf_needs& needs,
                            const image::elf_options& options, errc with_enough) {
        const std::size_t less = needs.bytes - needs.bytes / 3;
        const auto buffer = std::make_unique<std::uint8_t[]>(less);
        const auto words = std::make_unique<relocation[]>(needs.relocations / 2);
        const auto loaded = image::load_elf(object, {buffer.get(), less},
                                            {words.get(), needs.relocations / 2}, options);
        demand(loaded.error() == with_enough || loaded.error() == errc::buffer_too_small ||
                   with_enough != errc::ok,
               "less room changes nothing but whether it suffices");
    }

    void run_everywhere(const sections& parts, bool counts) {
        const std::vector<std::uint8_t> text{parts.text.begin(), parts.text.end()};
        outcome first;
        bool is_first = true;
        test::each_executor<bounded>([&]<class Config>() {
            std::fill(storage_.begin(), storage_.end(), std::uint8_t{0});
            const outcome got = run<Config>(parts, storage_);
            demand(is_first || got == first, "every executor does the same");
            first = got;
            is_first = false;
        });
        std::fill(storage_.begin(), storage_.end(), std::uint8_t{0});
        const outcome listed = run<test::listed<bounded>>(parts, storage_);
        demand(listed.verified == first.verified, "the memory policy does not change the verdict");
        demand(std::equal(text.begin(), text.end(), parts.text.begin()),
               "a run leaves the text as it is");
        if (counts) {
            ++(first.verified != errc::ok ? seen_.refused
               : first.end == errc::ok    ? seen_.finished
                                          : seen_.stopped);
        }
    }

    tally seen_{"object"};
    alignas(8) std::array<std::uint8_t, data_bytes_max> storage_{};
};

} // namespace
} // namespace fc::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static fc::fuzz::target all;
    all.read({bytes, size});
    return 0;
}
