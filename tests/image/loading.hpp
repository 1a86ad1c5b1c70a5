// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/image/elf.hpp>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace loading {

using bytes = std::vector<std::uint8_t>;

inline bytes read(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        throw std::runtime_error("cannot read " + path);
    }
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// An object compiled for these tests.
inline bytes object(const std::string& name) { return read(FEMTO_TEST_OBJECTS "/" + name + ".o"); }

/// A loaded object and the memory it lies in.
struct image {
    explicit image(const bytes& of, const fc::image::elf_options& options = {}) {
        const auto needs = fc::image::measure_elf(of);
        if (!needs) {
            error = needs.error();
            at = needs.at();
            return;
        }
        buffer.resize(needs->bytes);
        relocations.resize(needs->relocations);
        const auto loaded = fc::image::load_elf(of, buffer, relocations, options);
        error = loaded.error();
        at = loaded.at();
        if (loaded) {
            program = *loaded;
        }
    }
    image(const image&) = delete;
    image& operator=(const image&) = delete;

    fc::image::elf_program program{};
    fc::errc error = fc::errc::ok;
    std::uint32_t at = 0;
    bytes buffer;
    std::vector<fc::relocation> relocations;
};

} // namespace loading
