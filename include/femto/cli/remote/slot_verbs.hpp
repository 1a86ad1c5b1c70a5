// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/hex.hpp>
#include <femto/cli/remote/response_text.hpp>
#include <femto/cli/remote/verb.hpp>
#include <femto/cli/remote/words.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli::remote {

/// `femto start`, `stop` and `remove`: nothing but a request, and whether it was granted.
class deed_verb : public slot_verb {
public:
    deed_verb(CLI::App& app, const char* name, const char* help, update::resource::method how,
              std::string behind)
        : slot_verb{app, name, help}, how_{how}, behind_{std::move(behind)} {}

    std::string run(streams& io) override {
        const std::string at = path(behind_);
        connection device = to().connect(io);
        ask(device, {.method = how_, .path = at});
        return json() ? "{}\n" : "";
    }

private:
    update::resource::method how_;
    std::string behind_;
};

/// `femto exec SLOT`: runs a container once and prints what it returns, or what it writes as the response
/// to a request.
class exec_verb : public slot_verb {
public:
    explicit exec_verb(CLI::App& over)
        : slot_verb{over, "exec", "Run a container of a device once, and print what it returns"} {
        app().add_option("--ctx", context_, "What it is given, in hexadecimal");
        app().add_flag("--coap", is_response_, "Let it write the response, and print that");
    }

    std::string run(streams& io) override {
        const auto context = context_ ? from_hex(*context_, "--ctx", failure::kind::usage)
                                      : std::vector<std::uint8_t>{};
        const posix::coap::question what{
            .method = method::post,
            .path = path(is_response_ ? "/exec?coap" : (context_ ? "/exec?context" : "/exec")),
            .content_format =
                context_ ? update::resource::format::octets : update::resource::format::none};
        connection device = to().connect(io);
        const answer from = ask(device, what, context);
        if (is_response_) {
            return json() ? json_of_response(from) : text_of_response(from);
        }
        const value got = device.value_of(from);
        if (const value& error = got[key::error]; error) {
            const error_row& row = row_of_error(error);
            const auto at = static_cast<std::uint32_t>(got[key::at].number);
            throw failure{failure::kind::fault,
                          "instruction " + std::to_string(at) + ": " + row.sentence, row.name, at};
        }
        return json() ? json_of(got) + "\n" : to_hex(got[key::r0].number) + "\n";
    }

private:
    std::optional<std::string> context_;
    bool is_response_ = false;
};

} // namespace fc::cli::remote
