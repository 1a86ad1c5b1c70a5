// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/fixed_string.hpp>
#include <femto/image/built_for.hpp>
#include <femto/image/compiled_in.hpp>
#include <femto/image/elf.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::image {

/// An object that the compiler links. What is left for the device are its parts, as constants:
///
///     inline constexpr std::uint8_t object[] = { ... };   // what clang wrote, with static storage
///     constexpr auto program = fc::verify<config>(fc::image::embedded<object>::container);
///
/// Neither the object nor the loader gets into ROM. `femto_add_container` in CMake makes the array.
///
/// @tparam Object    the bytes of the object
/// @tparam Section   as in `elf_options`
/// @tparam Function  as in `elf_options`
/// @cost             compile time; of clang, -fconstexpr-steps for an object of more than a few KiB
template <const auto& Object, fixed_string Section = "", fixed_string Function = "">
class embedded {
    static constexpr result<elf_needs> needs = measure_elf(Object);
    static constexpr elf_needs room = needs ? *needs : elf_needs{};
    static constexpr result<fingerprint> made_for = built_for(Object);
    static constexpr std::size_t made_for_size = made_for ? made_for->size() : 0;

    struct linked {
        errc error = errc::ok;
        std::array<std::uint8_t, room.bytes> bytes{};
        std::array<relocation, room.relocations> relocations{};
        std::size_t text_bytes = 0;
        std::size_t rodata_at = 0;
        std::size_t rodata_bytes = 0;
        std::size_t data_at = 0;
        std::size_t data_bytes = 0;
        std::uint32_t bss_bytes = 0;
        std::size_t relocation_count = 0;
        std::uint32_t entry = 0;
    };

    static constexpr linked whole = [] {
        linked out;
        const auto loaded = load_elf(Object, out.bytes, out.relocations,
                                     {.section = Section.c_str(), .function = Function.c_str()});
        out.error = !needs ? needs.error() : !made_for ? made_for.error() : loaded.error();
        if (loaded) {
            const fc::sections& parts = loaded->sections;
            const std::uint8_t* const begin = out.bytes.data();
            out.text_bytes = parts.text.size();
            out.rodata_at = static_cast<std::size_t>(parts.rodata.data() - begin);
            out.rodata_bytes = parts.rodata.size();
            out.data_at = static_cast<std::size_t>(parts.data.data() - begin);
            out.data_bytes = parts.data.size();
            out.bss_bytes = parts.bss_bytes;
            out.relocation_count = parts.relocations.size();
            out.entry = parts.entry;
        }
        return out;
    }();
    static_assert(whole.error != errc::unknown_section && whole.error != errc::unknown_function,
                  "fc::image::embedded: the object has no such section or function");
    static_assert(whole.error != errc::undefined_symbol,
                  "fc::image::embedded: a symbol is used but not defined; `femto verify` names it");
    static_assert(whole.error == errc::ok || whole.error == errc::unknown_section ||
                      whole.error == errc::unknown_function ||
                      whole.error == errc::undefined_symbol,
                  "fc::image::embedded: the object cannot be linked; `femto verify` says why");

    /// Parts of their own, so that ROM gets what is used and no more.
    template <std::size_t Count, class T, std::size_t Size>
    static constexpr std::array<T, Count> part(const std::array<T, Size>& of, std::size_t at) {
        std::array<T, Count> out{};
        for (std::size_t i = 0; i < Count; ++i) {
            out[i] = of[at + i];
        }
        return out;
    }
    alignas(4) static constexpr auto text = part<whole.text_bytes>(whole.bytes, 0);
    alignas(4) static constexpr auto rodata = part<whole.rodata_bytes>(whole.bytes,
                                                                       whole.rodata_at);
    alignas(4) static constexpr auto data = part<whole.data_bytes>(whole.bytes, whole.data_at);
    static constexpr auto relocations = part<whole.relocation_count>(whole.relocations, 0);
    static constexpr auto layout = [] {
        std::array<std::uint32_t, made_for_size> out{};
        for (std::size_t i = 0; i < made_for_size; ++i) {
            out[i] = (*made_for)[i];
        }
        return out;
    }();

public:
    /// The parts, of static storage.
    static constexpr fc::sections sections{.text = text,
                                           .rodata = rodata,
                                           .data = data,
                                           .bss_bytes = whole.bss_bytes,
                                           .relocations = relocations,
                                           .entry = whole.entry};
    /// The same, and the context it was built for.
    static constexpr compiled_in container{sections, fingerprint{std::span{layout}}};
};

} // namespace fc::image
