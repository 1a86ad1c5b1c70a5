// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace fc::update::detail {

/// How often strangers may begin, and how long one that began may be silent.
template <class Config>
class pace {
public:
    /// Takes one of the beginnings there may be.
    bool take(std::uint32_t now_ms) {
        const std::uint32_t since = now_ms - last_ms_;
        const std::uint32_t regained = since / Config::envelope_every_ms;
        used_ = regained >= used_ ? 0 : static_cast<std::uint8_t>(used_ - regained);
        last_ms_ = used_ == 0 ? now_ms : last_ms_ + regained * Config::envelope_every_ms;
        if (used_ == Config::envelopes_in_a_row) {
            return false;
        }
        ++used_;
        return true;
    }
    /// A transfer begins. @param is_anew  and goes on: its sender has the time that was left
    void begin(std::uint32_t now_ms, bool is_anew) {
        begun_ms_ = is_anew ? begun_ms_ : now_ms;
        heard_ms_ = now_ms;
    }
    /// Whoever had the last transfer took all the time that one may, and lets others come first.
    bool had_all(std::uint32_t now_ms) const {
        constexpr std::uint32_t longest = Config::transfer_longest_ms;
        constexpr std::uint32_t rest = Config::transfer_timeout_ms;
        return heard_ms_ - begun_ms_ >= longest - rest && now_ms - begun_ms_ < longest + rest;
    }
    /// Something of it came.
    void note(std::uint32_t now_ms) { heard_ms_ = now_ms; }
    bool is_late(std::uint32_t now_ms) const {
        return now_ms - heard_ms_ >= Config::transfer_timeout_ms ||
               now_ms - begun_ms_ >= Config::transfer_longest_ms;
    }

private:
    std::uint32_t last_ms_ = 0;
    std::uint32_t begun_ms_ = 0;
    std::uint32_t heard_ms_ = 0;
    std::uint8_t used_ = 0;
};

} // namespace fc::update::detail
