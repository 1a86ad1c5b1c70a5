// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// A firmware with helpers of its own runs a container written in C against them.
#include "table.hpp"

#include <femto/base/message.hpp>
#include <femto/image/elf.hpp>
#include <femto/vm.hpp>

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <vector>

struct config : fc::defaults {
    using helpers = firmware::helpers;
    using environment = firmware::station;
};

int main(int count, char** arguments) {
    if (count != 3) {
        std::puts("usage: helpers-firmware container.o function");
        return 2;
    }
    std::ifstream file{arguments[1], std::ios::binary};
    const std::vector<char> bytes{std::istreambuf_iterator<char>{file}, {}};
    const std::span object{reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};

    alignas(8) std::array<std::uint8_t, 4096> memory;
    std::array<fc::relocation, 8> relocations;
    const auto image = fc::image::load_elf(object, memory, relocations, {.function = arguments[2]});
    if (!image) {
        std::printf("not loaded: %s\n", fc::message(image.error()));
        return 1;
    }
    const auto program = fc::verify<config>(image->sections);
    if (!program) {
        std::printf("refused at %u: %s\n", program.at(), fc::message(program.error()));
        return 1;
    }
    firmware::station station{.name = "station 7"};
    fc::vm<config> vm;
    const auto r0 = vm.run(*program, {}, station);
    if (!r0) {
        std::printf("stopped at %u: %s\n", r0.at(), fc::message(r0.error()));
        return 1;
    }
    std::printf("r0 = %llu, alarms = %u\n", static_cast<unsigned long long>(*r0), station.alarms);
}
