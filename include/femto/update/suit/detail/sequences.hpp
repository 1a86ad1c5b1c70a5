// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/cbor/scanner.hpp>
#include <femto/update/suit/command.hpp>

#include <cstdint>

namespace fc::update::suit::detail {

/// Sequences within each other that are followed, the section included.
inline constexpr std::uint32_t sequences_max = 5;

/// The sequences of commands one is in, and where in the innermost. A command is executed for every
/// component that is selected, one after the other (section 6.5).
class sequences {
public:
    /// A sequence, and the command it is at. All but masks are offsets and counts of items.
    struct level {
        std::uint32_t items_left = 0;  // behind the command
        std::uint32_t next = 0;        // the command behind it
        std::uint32_t end = 0;         // of this sequence, while one is in another
        std::uint32_t argument = 0;    // of the command
        std::uint32_t alternative = 0; // of a try-each, the next one
        std::uint32_t alternatives_left = 0;
        std::uint16_t selected = 0; // components it is for, a bit for each
        std::uint16_t pending = 0;  // those of them it is still to be executed for
        command what{};
        bool is_soft = false; // a condition that fails ends the sequence alone (section 8.4.8.15)
    };

    constexpr explicit sequences(cbor::scanner& of) : in_{of} {}
    sequences(const sequences&) = delete;
    sequences& operator=(const sequences&) = delete;

    /// True between sections.
    constexpr bool empty() const { return inner_ == levels_; }
    /// In none of the optional ones.
    constexpr bool is_in_section() const { return inner_ == levels_ + 1; }
    constexpr level& innermost() { return *inner_; }

    /// Components that commands are for, a bit for each.
    constexpr std::uint32_t selected() const { return selected_; }
    constexpr void select(std::uint32_t components) {
        selected_ = static_cast<std::uint16_t>(components);
    }

    /// Enters the argument of the command one is at, for some components.
    FEMTO_OUTLINE constexpr void enter(std::uint32_t components) {
        level& outer = *inner_;
        select(components);
        in_.go_to(outer.argument);
        outer.alternatives_left = outer.what == command::try_each ? in_.array() : 1;
        if (outer.alternatives_left == 0) {
            in_.refuse(errc::unexpected_item);
        }
        outer.alternative = in_.offset();
        try_next();
    }

    /// Goes on behind the innermost sequence, or with what its try-each has instead of it.
    /// @param for_another  whether there is to be another alternative
    /// @return  false when that was to be, and a try-each has no more
    FEMTO_OUTLINE constexpr bool leave(bool for_another) {
        --inner_;
        in_.resume(inner_->next, inner_->end);
        if (for_another && inner_->alternatives_left != 0) {
            try_next();
            return true;
        }
        select_again();
        return inner_->what != command::try_each;
    }

private:
    /// One component that a sequence has selected stays so (section 6.4); of several, all that it was
    /// run for come back.
    constexpr void select_again() {
        const std::uint32_t before = inner_->selected;
        if ((before & (before - 1)) != 0) {
            select(before);
        }
    }

    /// Enters the next alternative of the command one is at.
    FEMTO_OUTLINE constexpr void try_next() {
        level& outer = *inner_;
        in_.go_to(outer.alternative);
        --outer.alternatives_left;
        const bool is_last = outer.what == command::try_each && outer.alternatives_left == 0;
        if (is_last && in_.peek() == cbor::type::simple) { // nil, which always succeeds
            in_.null();
            in_.go_to(outer.next);
            select_again();
            return;
        }
        if (inner_ == levels_ + sequences_max) {
            in_.refuse(errc::nested_too_deep, outer.argument);
            return;
        }
        ++inner_;
        outer.end = in_.enter();
        outer.alternative = in_.limit();
        // Section 8.4.6: pairs of a command and its argument, at least one.
        inner_->items_left = in_.array();
        inner_->is_soft = outer.what == command::try_each;
        inner_->pending = 0;
        if (inner_->items_left == 0 || inner_->items_left % 2 != 0) {
            in_.refuse(errc::unexpected_item);
        }
    }

    cbor::scanner& in_; // at the next command of the innermost
    level* inner_ = levels_;
    std::uint16_t selected_ = 0;
    level levels_[1 + sequences_max]{};
};

} // namespace fc::update::suit::detail
