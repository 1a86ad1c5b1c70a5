// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/container.hpp>
#include <femto/isa/instruction.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc {

/// One fault of one container: enough to find the source line, and no host pointer.
struct fault_report {
    std::array<std::uint64_t, isa::register_count> registers{};
    std::uint32_t number = 0; // of faults since the engine began, from 1; 0 for no report
    container_id container{0, 0};
    std::uint8_t tenant = 0;
    std::uint8_t hook = 0;  // that was fired, 255 for none
    std::uint16_t slot = 0; // of the instruction
    errc cause = errc::ok;
};

/// The last faults of an engine.
template <std::size_t Reports>
class fault_log {
public:
    /// A report to be filled in, in place of the oldest; its number says already which it is.
    constexpr fault_report& next() {
        fault_report& report = reports_[count_ % Reports];
        report.number = ++count_;
        return report;
    }
    /// Faults since the engine began.
    constexpr std::uint32_t count() const { return count_; }
    /// The reports kept, in no order but that of their numbers.
    constexpr std::span<const fault_report> kept() const {
        return std::span{reports_}.first(count_ < Reports ? count_ : Reports);
    }
    /// The last one; null if there was none.
    constexpr const fault_report* last() const {
        return count_ == 0 ? nullptr : &reports_[(count_ - 1) % Reports];
    }

private:
    std::array<fault_report, Reports> reports_{};
    std::uint32_t count_ = 0;
};

} // namespace fc
