// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/cbor/scanner.hpp>
#include <femto/update/suit/command.hpp>
#include <femto/update/suit/detail/members.hpp>

#include <cstdint>

namespace fc::update::suit::detail {

/// Sequences within each other that are followed, the section included.
inline constexpr std::uint32_t sequences_max = 5;

/// The sequences of commands one is in, and where in the innermost. A command is executed for every
/// component that is selected, one after the other (section 6.5).
class sequences {
public:
    /// A sequence, and the command it is at.
    struct level {
        std::uint32_t end;      // of the sequence around, once one is entered
        item_place items_left;  // behind the command
        item_place next;        // the command behind it
        item_place argument;    // of the command
        item_place alternative; // of a try-each, the next one
        item_place alternatives_left;
        std::uint16_t selected; // components it is for, a bit for each
        std::uint16_t pending;  // those of them it is still to be executed for
        command what;
        bool is_soft; // a condition that fails ends the sequence alone (section 8.4.8.15)
    };

    constexpr explicit sequences(const cbor::scanner& of) : in{of} {}

    /// True between sections.
    constexpr bool empty() const { return depth_ == 0; }
    /// In none of the optional ones.
    constexpr bool is_in_section() const { return depth_ == 1; }
    constexpr level& innermost() { return levels_[depth_]; }

    /// Components that commands are for, a bit for each.
    constexpr std::uint32_t selected() const { return selected_; }
    constexpr void select(std::uint32_t components) {
        selected_ = static_cast<std::uint16_t>(components);
    }

    /// Enters a section, as if it was the argument of a command.
    constexpr void enter_section(item_place commands, std::uint32_t components) {
        levels_[0].argument = commands;
        enter(components);
    }

    /// Enters the argument of the try-each or run-sequence one is at, for some components.
    FEMTO_OUTLINE constexpr void enter(std::uint32_t components) {
        level& outer = levels_[depth_];
        if (depth_ == sequences_max) {
            in.refuse(errc::nested_too_deep, outer.argument);
            return;
        }
        select(components);
        in.go_to(outer.argument);
        outer.alternatives_left = 1;
        if (outer.what == command::try_each) {
            outer.alternatives_left = static_cast<item_place>(in.array());
            if (outer.alternatives_left == 0) {
                in.refuse(errc::unexpected_item, outer.argument);
            }
        }
        outer.alternative = static_cast<item_place>(in.offset());
        try_next();
    }

    /// The innermost sequence has no more commands, and so succeeded.
    /// @param each_alternative  go on as if it had failed
    constexpr void leave(bool each_alternative) {
        in.end();
        go_back();
        if (each_alternative && innermost().alternatives_left != 0) {
            try_next();
        } else {
            select_again();
        }
    }

    /// A condition of the innermost sequence, at `at`, did not hold. That is the end of all, unless
    /// such a failure is soft and there is another way.
    constexpr void fail(errc why, std::uint32_t at) {
        if (!innermost().is_soft) {
            in.refuse(why, at);
            return;
        }
        go_back();
        if (innermost().alternatives_left != 0) {
            try_next();
        } else if (innermost().what == command::try_each) {
            in.refuse(why, at);
        } else {
            select_again();
        }
    }

    cbor::scanner in; // at the next command of the innermost

private:
    /// Goes on behind the command whose argument one was in.
    FEMTO_OUTLINE constexpr void go_back() {
        const level& outer = levels_[--depth_];
        in.resume(outer.next, outer.end);
    }
    /// One component that a sequence has selected stays so (section 6.4); of several, all that it was
    /// run for come back.
    FEMTO_OUTLINE constexpr void select_again() {
        const std::uint32_t before = innermost().selected;
        if ((before & (before - 1)) != 0) {
            select(before);
        }
    }

    /// Enters the next alternative of the command one is at.
    FEMTO_OUTLINE constexpr void try_next() {
        level& outer = levels_[depth_];
        in.go_to(outer.alternative);
        --outer.alternatives_left;
        if (outer.what == command::try_each && outer.alternatives_left == 0 &&
            in.peek() == cbor::type::simple) { // nil, which always succeeds
            in.null();
            in.go_to(outer.next);
            select_again();
            return;
        }
        outer.end = in.enter();
        outer.alternative = static_cast<item_place>(in.offset() + in.rest().size());
        // Section 8.4.6: pairs of a command and its argument, at least one.
        level& inner = levels_[++depth_];
        const std::uint32_t from = in.offset();
        inner.items_left = static_cast<item_place>(in.array());
        inner.is_soft = outer.what == command::try_each;
        inner.pending = 0;
        if (inner.items_left == 0 || inner.items_left % 2 != 0) {
            in.refuse(errc::unexpected_item, from);
        }
    }

    std::uint16_t selected_ = 0;
    std::uint16_t depth_ = 0;
    level levels_[1 + sequences_max]{};
};

} // namespace fc::update::suit::detail
