// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// A firmware that can be updated, and is asked over a network: what it has beside footprint.cpp is what
// the requests cost.
#define WITH_UPDATES
#include "footprint.cpp"

#include <femto/update/resource/management.hpp>

using log_type = fc::update::resource::log_ring<256>;
using management = fc::management<bench::device, log_type>;

void make(management& in, updates& all, const log_type& log) { new (&in) management{all, log}; }
void handle(management& it, const management::request& asked, management::response& out) {
    it.handle(asked, out);
}
fc::result<void> poll(management& it) { return it.poll(); }
std::uint32_t version(management& it, std::size_t index) { return it.version(index); }
fc::update::resource::errand errand(management& it) { return it.errand(); }
step bring(management& it, std::uint32_t number, std::span<const std::uint8_t> bytes) {
    return it.bring(number, bytes);
}
step brought(management& it, std::uint32_t number) { return it.brought(number); }
void give_up(management& it, std::uint32_t number) { it.give_up(number, fc::errc::fetch_failed); }
void write(log_type& to, std::span<const char> text) { to.write_text(text); }

char bytes_management[sizeof(management)];
