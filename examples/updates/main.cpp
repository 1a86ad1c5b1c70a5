// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

#include <femto/base/message.hpp>
#include <femto/port/crypto/libsodium.hpp>
#include <femto/port/posix/file_storage.hpp>
#include <femto/update.hpp>

#include "greenhouse.hpp" // made by `femto identity`: who it is, and whom it believes

#include <array>
#include <cstdint>
#include <cstdio>

struct board {}; // what the firmware offers: nothing yet
struct device : fc::update_defaults<board, fc::posix::file_storage, fc::crypto::libsodium> {};

struct sample { // what the containers of this hook are given
    std::uint64_t value;
};
using namespace fc::literals;
constexpr fc::hook_description<device> about_sample{
    .id = "168e5fd7-640f-52cb-9174-bec300432376"_uuid, .name = "sample"};

/// An envelope, in pieces of any length, from wherever they come.
fc::result<fc::update::step> receive(fc::updates<device>& updates, std::FILE* from) {
    if (const auto begun = updates.begin(1); !begun) {
        return begun.error();
    }
    std::array<std::uint8_t, 64> block{};
    while (const auto bytes = std::fread(block.data(), 1, block.size(), from)) {
        if (const auto step = updates.take({block.data(), bytes}); !step) {
            return step; // refused: what runs goes on
        }
    }
    return updates.end();
}

int main(int words, char** word) {
    board firmware;
    fc::crypto::libsodium crypto;
    fc::posix::file_storage flash; // a board has its own: see platform/storage.hpp
    if (flash.open("greenhouse", fc::updates<device>::storage_bytes)) {
        return 1;
    }
    fc::engine<device> engine{firmware};
    fc::hook<sample, device> on_sample{engine, about_sample};
    fc::updates<device> updates{engine, firmware, flash, crypto, greenhouse};
    if (!updates.recover()) { // what was installed runs again
        return 1;
    }

    std::FILE* const from = words == 2 ? std::fopen(word[1], "rb") : nullptr;
    if (from != nullptr) {
        const auto done = receive(updates, from);
        std::printf("%s\n", done ? "installed" : fc::message(done.error()));
    }

    sample event{21};
    on_sample.fire(event); // where the event happens
    std::printf("value = %u\n", static_cast<unsigned>(event.value));
    return updates.poll() ? 0 : 1; // now and then: trials end
}
