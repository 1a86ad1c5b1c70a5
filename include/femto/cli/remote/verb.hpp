// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/number.hpp>
#include <femto/cli/remote/connection.hpp>
#include <femto/cli/remote/in_full.hpp>
#include <femto/cli/remote/options.hpp>
#include <femto/cli/remote/words.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/text.hpp>

#include <CLI/CLI.hpp>

#include <cstdint>
#include <span>
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
    /// The device comes last; many would name it first.
    /// @throws failure  usage
    void refuse_device(const char* in_place_of, const std::string& text) const {
        if (text.starts_with("coap://") || text.starts_with("coaps://")) {
            throw wrong_usage(std::string{in_place_of} + ": \"" + on_one_line(text) +
                              "\" is a device, which comes last: femto " + app_->get_name() + " " +
                              in_place_of + " DEVICE");
        }
    }
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
        refuse_device("SLOT", slot_);
        const auto number = parse_number<std::uint8_t>(slot_);
        if (!number) {
            throw wrong_usage("SLOT: \"" + slot_ + "\" is no number from 0 to 255");
        }
        return "femto/slots/" + std::to_string(*number) + behind;
    }

    /// @throws failure  refused: in full
    answer ask(connection& device, const posix::coap::question& what,
               std::span<const std::uint8_t> payload = {}) const {
        return in_full(
            device, [&] { return uuid_in(device.read(path())[key::hook]); },
            [&] { return device.ask(what, payload); });
    }

private:
    std::string slot_;
};

} // namespace fc::cli::remote
