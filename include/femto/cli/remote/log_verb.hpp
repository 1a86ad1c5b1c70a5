// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/interruption.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/number.hpp>
#include <femto/cli/remote/connection.hpp>
#include <femto/cli/remote/verb.hpp>
#include <femto/cli/remote/words.hpp>
#include <femto/cli/text.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

namespace fc::cli::remote {

/// `femto log`: what the containers of a device printed; with `--follow` also what they will.
class log_verb : public verb {
public:
    explicit log_verb(CLI::App& over)
        : verb{over, "log", "Show what the containers of a device printed"} {
        to().add_to(app());
        auto* follow = app().add_flag("--follow", follow_, "Go on until interrupted");
        app()
            .add_option("--renew", renewal_, "Ask again after so many seconds of silence [60]")
            ->needs(follow);
    }

    std::string run(streams& io) override {
        connection device = to().connect(io, {.renewal = renewal()});
        if (!follow_) {
            const value all = device.read(path);
            return json() ? json_of(all) + "\n" : lines(all[key::characters].bytes, true);
        }
        const device::interruption interrupted;
        const auto last = device.client().follow(
            {.path = path},
            [&](const answer& news) {
                if (news.ok()) {
                    show(device.value_of(news), io);
                }
                return static_cast<bool>(io.out);
            },
            [&] { return !interrupted.happened() && io.out; },
            [&](posix::coap::failure why) {
                io.err << device.uri() << ": " << posix::coap::sentence(why)
                       << ", asking again with a new connection" << std::endl;
            });
        if (!interrupted.happened() && io.out) {
            device.checked(last);
        }
        return lines({}, true);
    }

private:
    static constexpr const char* path = "femto/log";
    static constexpr std::size_t line_max = 4096;

    std::chrono::seconds renewal() const {
        constexpr std::uint32_t longest_s = 3'600;
        const auto seconds = parse_number<std::uint32_t>(renewal_);
        if (!seconds || *seconds == 0 || *seconds > longest_s) {
            throw wrong_usage("--renew: \"" + renewal_ + "\" is no number from 1 to 3600");
        }
        return std::chrono::seconds{*seconds};
    }

    /// What is new in it: each answer has all that the device keeps. A device that was started again
    /// counts from the beginning: then there is something else where the text was that is known.
    void show(const value& all, streams& io) {
        const std::string& text = all[key::characters].bytes;
        const auto begin = static_cast<std::uint32_t>(all[key::number].number);
        const std::uint32_t known = is_begun_ ? next_ - begin : 0; // numbers go round
        const std::size_t both = std::min<std::size_t>(known, shown_.size());
        const bool goes_on =
            known <= text.size() && std::string_view{text}.substr(0, known).ends_with(
                                        std::string_view{shown_}.substr(shown_.size() - both));
        is_begun_ = true;
        next_ = begin + static_cast<std::uint32_t>(text.size());
        shown_ = text;
        const std::size_t from = goes_on ? known : 0;
        if (from == text.size()) {
            return;
        }
        if (json()) {
            io.out << "{\"number\": " << begin + from
                   << ", \"text\": " << json_string(text.substr(from)) << "}\n";
        } else {
            io.out << (goes_on ? "" : lines({}, true)) << lines(text.substr(from), false);
        }
        io.out << std::flush;
    }

    /// Whole lines, each safe for a terminal; the rest waits for its end, but one that has none is
    /// broken: a container may print for ever without one.
    std::string lines(std::string_view text, bool is_all) {
        std::string out;
        rest_ += text;
        for (std::size_t end = rest_.find('\n'); end != rest_.npos; end = rest_.find('\n')) {
            out += on_one_line(std::string_view{rest_}.substr(0, end)) + "\n";
            rest_.erase(0, end + 1);
        }
        if ((is_all && !rest_.empty()) || rest_.size() > line_max) {
            out += on_one_line(rest_) + "\n";
            rest_.clear();
        }
        return out;
    }

    bool follow_ = false;
    std::string renewal_ = "60";
    bool is_begun_ = false;
    std::uint32_t next_ = 0;
    std::string shown_; // all of the last answer
    std::string rest_;
};

} // namespace fc::cli::remote
