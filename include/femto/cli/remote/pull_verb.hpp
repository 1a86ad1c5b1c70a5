// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/number.hpp>
#include <femto/cli/remote/outcome.hpp>
#include <femto/cli/remote/progress_bar.hpp>
#include <femto/cli/remote/verb.hpp>
#include <femto/cli/text.hpp>
#include <femto/port/posix/coap/uri.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace fc::cli::remote {

/// `femto pull URI DEVICE`
class pull_verb : public verb {
public:
    explicit pull_verb(CLI::App& over)
        : verb{over, "pull", "Have a device fetch a signed manifest, and install what it is for"} {
        app()
            .add_option("URI", uri_, "Where it is, as the device sees it: coap://HOST:PORT/PATH")
            ->required();
        to().add_to(app());
        app().add_option("--wait", wait_, "Wait until it is installed, so many seconds at most");
    }

    std::string run(streams& io) override {
        const auto wait = wait_ ? parse_number<std::uint32_t>(*wait_) : 0;
        if (!wait) {
            throw wrong_usage("--wait: \"" + *wait_ + "\" is no number of seconds");
        }
        if (!posix::coap::parse_uri(uri_)) {
            throw wrong_usage("URI: \"" + on_one_line(uri_) +
                              "\" is no coap://HOST:PORT/PATH or coaps://HOST:PORT/PATH");
        }
        connection device = to().connect(io);
        device.ask({.method = method::post,
                    .path = "femto/pull",
                    .content_format = update::resource::format::text},
                   {reinterpret_cast<const std::uint8_t*>(uri_.data()), uri_.size()});
        if (!wait_) {
            return json() ? "{\"state\": \"receiving\"}\n" : "the device fetches it\n";
        }
        progress_bar bar{io};
        return told(end_of_update(device, std::chrono::seconds{*wait}, bar), json());
    }

private:
    std::string uri_;
    std::optional<std::string> wait_;
};

} // namespace fc::cli::remote
