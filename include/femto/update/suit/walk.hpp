// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/update/cbor/map_scanner.hpp>
#include <femto/update/cbor/scanner.hpp>
#include <femto/update/suit/facts.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::suit {

/// One thing an envelope has, on the way through it from front to back.
struct entry {
    enum class kind : std::uint8_t {
        member,    ///< a pair of a map, or a command with its argument: `number` in table `in`
        payload,   ///< an integrated payload: `key` is its URI
        language,  ///< of the texts that follow: `key` is its tag
        component, ///< whose texts follow: `key` is its identifier, encoded
        branch,    ///< of a try-each, counted from 0 by `number`: commands, or nil
    };

    kind what = kind::member;
    table in = table::envelope;
    std::uint32_t depth = 0; ///< of the maps and sequences it is in
    std::int64_t number = 0;
    std::span<const std::uint8_t> key{};
    std::span<const std::uint8_t> value{}; ///< the encoded item; what is in it follows
    std::uint32_t at = 0;                  ///< in the envelope
};

namespace detail {

/// Goes through maps and sequences without recursion: how they are nested is a stranger's choice.
template <profile Profile, class Visit>
class walker {
public:
    constexpr walker(std::span<const std::uint8_t> envelope, Visit& visit)
        : first_{envelope.data()}, in_{envelope}, visit_{visit} {}

    constexpr result<void> walk() {
        if (Profile::is_current) {
            const std::uint32_t at = in_.offset();
            if (in_.tag() != envelope_tag) {
                in_.refuse(errc::unsupported_manifest, at);
            }
        }
        if (!in_.failed()) {
            enter(in_.skip(), shape::map, table::envelope);
            in_.end();
        }
        while (!in_.failed() && depth_ != 0) {
            step();
        }
        if (in_.failed()) {
            return {in_.error(), in_.offset()};
        }
        return {};
    }

private:
    using octets = std::span<const std::uint8_t>;
    static constexpr std::uint32_t depth_max = 32;

    enum class shape : std::uint8_t {
        map,
        texts, // of a language: by number, or by component
        languages,
        sequence, // pairs of a command and its argument in an array
        branches,
    };
    struct level {
        cbor::scanner in{octets{}};
        std::uint32_t left = 0;
        std::uint32_t passed = 0;
        shape of = shape::map;
        table keys = table::envelope;
    };

    constexpr std::uint32_t offset_of(octets item) const {
        return static_cast<std::uint32_t>(item.data() - first_);
    }

    /// Goes into an item, which is an array or a map.
    constexpr void enter(octets item, shape of, table keys) {
        if (depth_ == depth_max) {
            in_.refuse(errc::nested_too_deep, offset_of(item));
            return;
        }
        level& inner = levels_[depth_++];
        inner = {cbor::scanner{item, offset_of(item)}, 0, 0, of, keys};
        const bool is_array = of == shape::sequence || of == shape::branches;
        inner.left = is_array ? inner.in.array() : inner.in.map();
        if (of == shape::sequence) {
            if (inner.left % 2 != 0) {
                inner.in.refuse(errc::unexpected_item, offset_of(item));
            }
            inner.left /= 2;
        }
        in_.merge(inner.in);
    }
    /// Goes into what is in a byte string.
    constexpr void enter_wrapped(octets item, shape of, table keys) {
        cbor::scanner outer{item, offset_of(item)};
        const octets content = outer.bytes();
        in_.merge(outer);
        if (in_.failed()) {
            return;
        }
        enter(content, of, keys);
        level& inner = levels_[depth_ - 1];
        // Nothing may stand behind it, since nobody would be shown it.
        cbor::scanner whole{content, offset_of(content)};
        whole.skip();
        whole.end();
        in_.merge(whole);
        in_.merge(inner.in);
    }

    constexpr void step() {
        level& inner = levels_[depth_ - 1];
        if (inner.left == 0) {
            --depth_;
            return;
        }
        --inner.left;
        entry each{.in = inner.keys, .depth = depth_, .at = inner.in.offset()};
        take_key(inner, each);
        each.value = inner.in.skip();
        in_.merge(inner.in);
        if (in_.failed()) {
            return;
        }
        visit_(static_cast<const entry&>(each));
        descend(each);
    }

    constexpr void take_key(level& inner, entry& each) {
        if (inner.of == shape::branches) {
            each.what = entry::kind::branch;
            each.number = inner.passed++;
            return;
        }
        const cbor::type type = inner.in.peek();
        if (inner.of == shape::languages || (inner.of == shape::map && type == cbor::type::text)) {
            each.what = inner.of == shape::languages ? entry::kind::language : entry::kind::payload;
            each.key = inner.in.text();
        } else if (inner.of == shape::texts && type == cbor::type::array) {
            each.what = entry::kind::component;
            each.key = inner.in.skip();
        } else {
            each.number = inner.in.integer();
        }
    }

    /// Into what an entry has, if that is more entries.
    constexpr void descend(const entry& each) {
        switch (each.what) {
        case entry::kind::payload: return;
        case entry::kind::language: enter(each.value, shape::texts, table::text); return;
        case entry::kind::component: enter(each.value, shape::map, table::component_text); return;
        case entry::kind::branch:
            if (is(each.value, cbor::type::bytes)) {
                enter_wrapped(each.value, shape::sequence, table::command);
            }
            return;
        case entry::kind::member: break;
        }
        switch (each.in) {
        case table::envelope: descend_envelope(each); break;
        case table::manifest: descend_manifest(each); break;
        case table::common:
            if (each.number == number_of<Profile>(common_key::shared_sequence)) {
                enter_wrapped(each.value, shape::sequence, table::command);
            }
            break;
        case table::command: descend_command(each); break;
        default: break;
        }
    }

    static constexpr bool is(octets item, cbor::type type) {
        cbor::scanner in{item};
        return in.peek() == type;
    }
    template <class Key>
    static constexpr bool is(const entry& each, Key key) {
        return each.number != 0 && each.number == number_of<Profile>(key);
    }

    constexpr void descend_envelope(const entry& each) {
        if (is(each, envelope_key::manifest)) {
            enter_wrapped(each.value, shape::map, table::manifest);
        } else if (is(each, envelope_key::payload_fetch) || is(each, envelope_key::install)) {
            enter_wrapped(each.value, shape::sequence, table::command);
        } else if (is(each, envelope_key::text)) {
            enter_wrapped(each.value, shape::languages, table::text);
        }
    }

    /// What was severed is an array, its digest.
    constexpr void descend_manifest(const entry& each) {
        if (!is(each.value, cbor::type::bytes)) {
            return;
        }
        if (is(each, manifest_key::common)) {
            enter_wrapped(each.value, shape::map, table::common);
        } else if (is(each, manifest_key::text)) {
            enter_wrapped(each.value, shape::languages, table::text);
        } else if (is(each, manifest_key::payload_fetch) || is(each, manifest_key::install) ||
                   is(each, manifest_key::validate) || is(each, manifest_key::load) ||
                   is(each, manifest_key::invoke)) {
            enter_wrapped(each.value, shape::sequence, table::command);
        }
    }

    constexpr void descend_command(const entry& each) {
        if (is(each, command::override_parameters) || is(each, command::set_parameters)) {
            enter(each.value, shape::map, table::parameter);
        } else if (is(each, command::try_each)) {
            enter(each.value, shape::branches, table::command);
        } else if (is(each, command::run_sequence)) {
            enter_wrapped(each.value, shape::sequence, table::command);
        }
    }

    const std::uint8_t* first_;
    cbor::scanner in_;
    Visit& visit_;
    level levels_[depth_max]{};
    std::uint32_t depth_ = 0;
};

} // namespace detail

/// Shows all that an envelope has to `visit(const entry&)`, also what a device refuses; only what is no
/// deterministic CBOR, or not of the shape of a manifest, ends it. Nothing in it is authentic. For
/// tools.
/// @errors  unsupported_manifest: the tag of the other form, or of none; those of `cbor::scanner`
template <profile Profile, class Visit>
constexpr result<void> walk(std::span<const std::uint8_t> envelope, Visit&& visit) {
    return detail::walker<Profile, Visit>{envelope, visit}.walk();
}

/// Whether an envelope looks like one of the current form: those have a tag.
constexpr bool is_current_form(std::span<const std::uint8_t> envelope) {
    return !envelope.empty() && envelope[0] >> 5 == static_cast<int>(cbor::type::tag);
}

} // namespace fc::update::suit
