// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/cbor/scanner.hpp>

#include <cstdint>
#include <span>

namespace fc::update::suit::detail {

/// Sequences within each other that are followed, the section included.
inline constexpr std::uint32_t sequences_max = 5;

/// The sequences of commands one is in. A try-each or run-sequence is run for every component that is
/// selected (section 6.5), one after the other.
class sequences {
public:
    enum class kind : std::uint8_t { section, run_sequence, try_each };

    /// By offsets into the envelope.
    struct level {
        std::uint32_t next; // the next command
        std::uint32_t end;
        std::uint32_t items_left;
        std::uint32_t argument; // of the try-each or run-sequence, for another component
        std::uint32_t alternative;
        std::uint32_t alternatives_left;
        std::uint16_t components_left; // to run the argument for
        std::uint16_t selected;        // to go back to
        kind of;
        bool is_soft; // a condition that fails ends the sequence alone (section 8.4.8.15)
    };

    constexpr explicit sequences(const std::uint8_t* first) : first_{first} {}

    constexpr bool empty() const { return depth_ == 0; }
    constexpr level& innermost() { return levels_[depth_ - 1]; }
    /// At the next command of the innermost.
    constexpr cbor::scanner commands() const { return scanner(levels_[depth_ - 1].next, depth_); }

    /// Components the commands are for, a bit for each.
    constexpr std::uint16_t selected() const { return selected_; }
    constexpr void select(std::uint32_t components) {
        selected_ = static_cast<std::uint16_t>(components);
    }

    /// What could not be done, and where.
    constexpr errc error() const { return error_; }
    constexpr std::uint32_t at() const { return at_; }
    constexpr void refuse(errc why, std::uint32_t at) {
        error_ = why;
        at_ = at;
    }
    constexpr void take_error(const cbor::scanner& of) { refuse(of.error(), of.offset()); }

    constexpr void enter_section(std::span<const std::uint8_t> commands) {
        depth_ = 1;
        innermost().of = kind::section;
        begin(commands);
    }

    /// Enters the argument of a try-each or run-sequence.
    constexpr void enter(kind of, std::uint32_t argument) {
        if (depth_ == sequences_max) {
            refuse(errc::nested_too_deep, argument);
            return;
        }
        level& inner = levels_[depth_++];
        inner.of = of;
        inner.argument = argument;
        inner.selected = selected_;
        inner.components_left = selected_;
        enter_for_next();
    }

    /// The innermost sequence has no more commands, and so succeeded. What comes next is the same for
    /// another component, or what follows it.
    /// @param each_alternative  instead, the next alternative, as if this one had failed
    constexpr void leave(bool each_alternative) {
        const level& inner = innermost();
        if (inner.next != inner.end) {
            refuse(errc::trailing_bytes, inner.next);
        } else if (each_alternative && inner.of == kind::try_each && inner.alternatives_left != 0) {
            next_alternative();
        } else if (!each_alternative && inner.of != kind::section && inner.components_left != 0) {
            enter_for_next();
        } else {
            pass();
        }
    }

    /// A condition of the innermost sequence, at `at`, did not hold. That is the end of all, unless
    /// such a failure is soft and there is another way.
    constexpr void fail(errc why, std::uint32_t at) {
        if (empty()) {
            refuse(why, at);
            return;
        }
        level& inner = innermost();
        if (!inner.is_soft || (inner.of == kind::try_each && inner.alternatives_left == 0)) {
            refuse(why, at);
        } else if (inner.of == kind::try_each) {
            next_alternative();
        } else {
            skip_rest(inner);
        }
    }

private:
    constexpr cbor::scanner scanner(std::uint32_t from, std::uint32_t within) const {
        return cbor::scanner{std::span{first_ + from, levels_[within - 1].end - from}, from};
    }

    static constexpr void skip_rest(level& inner) {
        inner.next = inner.end;
        inner.items_left = 0;
    }

    constexpr void pass() {
        const level& inner = levels_[--depth_];
        // One component that the sequence has selected stays so (section 6.4); of several, all that
        // it was run for come back.
        if (inner.of != kind::section && (inner.selected & (inner.selected - 1)) != 0) {
            selected_ = inner.selected;
        }
    }

    constexpr void enter_for_next() {
        level& inner = innermost();
        const std::uint32_t lowest = inner.components_left & (0U - inner.components_left);
        inner.components_left = static_cast<std::uint16_t>(inner.components_left ^ lowest);
        select(lowest);
        cbor::scanner in = scanner(inner.argument, depth_ - 1);
        inner.alternative = inner.argument;
        inner.alternatives_left = 1;
        if (inner.of == kind::try_each) {
            inner.alternatives_left = in.array();
            inner.alternative = in.offset();
        }
        if (inner.alternatives_left == 0) {
            in.refuse(errc::unexpected_item, inner.argument);
            take_error(in);
            return;
        }
        next_alternative();
    }

    constexpr void next_alternative() {
        level& inner = innermost();
        cbor::scanner in = scanner(inner.alternative, depth_ - 1);
        --inner.alternatives_left;
        const bool is_last = inner.of == kind::try_each && inner.alternatives_left == 0;
        if (is_last && in.peek() == cbor::type::simple) { // nil, which always succeeds
            in.null();
            skip_rest(inner);
            take_error(in);
            return;
        }
        const auto commands = in.bytes();
        inner.alternative = in.offset();
        if (in.failed()) {
            take_error(in);
            return;
        }
        begin(commands);
    }

    /// Section 8.4.6: pairs of a command and its argument, at least one.
    constexpr void begin(std::span<const std::uint8_t> commands) {
        level& inner = innermost();
        inner.next = static_cast<std::uint32_t>(commands.data() - first_);
        inner.end = inner.next + static_cast<std::uint32_t>(commands.size());
        inner.is_soft = inner.of == kind::try_each;
        cbor::scanner in = scanner(inner.next, depth_);
        inner.items_left = in.array();
        if (inner.items_left == 0 || inner.items_left % 2 != 0) {
            in.refuse(errc::unexpected_item, inner.next);
        }
        inner.next = in.offset();
        take_error(in);
    }

    errc error_ = errc::ok;
    std::uint16_t selected_ = 0;
    std::uint32_t at_ = 0;
    std::uint32_t depth_ = 0;
    const std::uint8_t* first_;
    level levels_[sequences_max]{};
};

} // namespace fc::update::suit::detail
