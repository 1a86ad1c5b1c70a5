// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/number.hpp>
#include <femto/cli/remote/connection.hpp>
#include <femto/cli/remote/options.hpp>
#include <femto/cli/streams.hpp>

#include <CLI/CLI.hpp>

#include <cstdint>
#include <string>

namespace fc::cli::remote {

/// A verb that asks a device for something.
class verb {
public:
    verb(CLI::App& app, const char* name, const char* help)
        : app_{app.add_subcommand(name, help)} {}
    virtual ~verb() = default;
    verb(const verb&) = delete;
    verb& operator=(const verb&) = delete;

    bool chosen() const { return app_->parsed(); }
    bool json() const { return to_.json; }
    /// @return  what is for standard output
    /// @throws failure
    virtual std::string run(streams& io) = 0;

protected:
    CLI::App& app() { return *app_; }
    options& to() { return to_; }
    const options& to() const { return to_; }

private:
    CLI::App* app_;
    options to_;
};

/// A verb that is about one slot.
class slot_verb : public verb {
protected:
    slot_verb(CLI::App& over, const char* name, const char* help) : verb{over, name, help} {
        app().add_option("SLOT", slot_, "Number of the slot")->required();
        to().add_to(app());
    }

    /// "femto/slots/2", and what is behind it.
    std::string path(const std::string& behind = {}) const {
        const auto number = parse_number<std::uint8_t>(slot_);
        if (!number) {
            throw wrong_usage("SLOT: \"" + slot_ + "\" is no number from 0 to 255");
        }
        return "femto/slots/" + std::to_string(*number) + behind;
    }

private:
    std::string slot_;
};

} // namespace fc::cli::remote
