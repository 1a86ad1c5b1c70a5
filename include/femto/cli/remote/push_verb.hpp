// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/file.hpp>
#include <femto/cli/inspect/envelope.hpp>
#include <femto/cli/remote/in_full.hpp>
#include <femto/cli/remote/outcome.hpp>
#include <femto/cli/remote/progress_bar.hpp>
#include <femto/cli/remote/verb.hpp>
#include <femto/cli/secret.hpp>
#include <femto/cli/text.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <thread>

namespace fc::cli::remote {

/// How long an update is waited for.
inline constexpr std::chrono::seconds update_patience{60};

/// Sends an envelope to a device. One that is busy, or silent for a while, is asked again, and gets the
/// rest if it still has the beginning: an envelope that comes twice changes no more than one.
/// @return  what became of it
/// @throws failure
inline value push(connection& device, std::span<const std::uint8_t> envelope, progress_bar& bar) {
    using clock = std::chrono::steady_clock;
    using update::resource::code;
    constexpr std::chrono::seconds patience{40};
    constexpr std::chrono::seconds pause{1};
    const posix::coap::question install{.method = method::post,
                                        .path = "femto/install",
                                        .content_format = update::resource::format::octets};
    const auto end = clock::now() + patience;
    answer got;
    std::uint64_t taken = 0; // by the device
    const auto tell = [&](std::uint64_t done, std::uint64_t all) {
        taken = done;
        bar.show(done, all);
        return true;
    };
    while (true) {
        got = device.client().send(install, envelope, tell, taken);
        const bool is_silent = got.error == posix::coap::failure::no_answer ||
                               got.error == posix::coap::failure::unreachable ||
                               got.error == posix::coap::failure::rejected;
        const bool is_busy = got.error == posix::coap::failure::none &&
                             (got.code == code::unavailable || got.code == code::too_many_requests);
        if (clock::now() >= end || !(is_busy || (is_silent && taken != 0))) {
            break;
        }
        taken = is_busy ? 0 : taken;
        std::this_thread::sleep_for(pause);
    }
    bar.clear();
    value update = device.value_of(device.checked(std::move(got)))[key::update];
    return is_under_way(update) ? end_of_update(device, update_patience, bar) : update;
}

/// What is printed of an envelope that was sent: also what it is for.
/// @throws failure  refused: it was
inline std::string told(const value& update, const inspect::envelope_view& what, bool as_json) {
    std::string out = told(update, as_json);
    if (as_json) {
        out.resize(out.rfind('}'));
        out += what.slots.size() == 1 ? ", \"slot\": " + std::to_string(what.slots.front()) : "";
        return out + ", \"sequence\": " + std::to_string(what.sequence.value_or(0)) + "}\n";
    }
    out.resize(out.rfind('\n'));
    out += ": ";
    for (const inspect::node& each : what.components) {
        out += each.value + ", ";
    }
    return out + "sequence " + std::to_string(what.sequence.value_or(0)) + "\n";
}

/// `femto push ENVELOPE DEVICE`
class push_verb : public verb {
public:
    explicit push_verb(CLI::App& over)
        : verb{over, "push", "Send a signed manifest to a device, which installs what it is for"} {
        app()
            .add_option("ENVELOPE", file_, "What femto sign made; - is standard input")
            ->required();
        to().add_to(app());
    }

    std::string run(streams& io) override {
        refuse_device("ENVELOPE", file_);
        const auto envelope = read_program(file_, io);
        look_at(envelope);
        const auto what = inspect::read_envelope(envelope);
        connection device = to().connect(io);
        progress_bar bar{io};
        return in_full(
            device, [&] { return inspect::hook_of(what); },
            [&] { return told(push(device, envelope, bar), what, json()); });
    }

private:
    /// What is no envelope at all is a slip of the hand, and stays here: a key, say. All else the
    /// device judges.
    void look_at(std::span<const std::uint8_t> bytes) const {
        if (!inspect::is_current_envelope(bytes)) {
            throw failure{failure::kind::refused,
                          on_one_line(file_) +
                              (is_private_key(bytes)
                                   ? ": is a private key, which goes nowhere"
                                   : ": is no signed manifest; femto sign makes one"),
                          "no_manifest"};
        }
    }

    std::string file_;
};

} // namespace fc::cli::remote
