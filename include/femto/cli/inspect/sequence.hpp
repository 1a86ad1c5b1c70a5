// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/inspect/item.hpp>
#include <femto/cli/inspect/names.hpp>
#include <femto/cli/inspect/node.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace fc::cli::inspect {

/// Shows sequences of commands, as deep as they go and as far as they can be read.
template <class Profile>
class sequence_view {
public:
    explicit sequence_view(allowance& nodes) : nodes_{nodes} {}

    /// @param in  an array of commands, each with its argument
    void show(update::cbor::scanner in, std::vector<node>& into, std::uint32_t depth = 0) {
        const std::uint32_t count = in.array();
        for (std::uint32_t left = count / 2; left != 0 && !in.failed(); --left) {
            show_command(in, into, depth);
        }
        if (count % 2 != 0) {
            in.refuse(errc::unexpected_item, in.offset());
        }
        in.end();
        complain(in, into);
    }

    void complain(const update::cbor::scanner& in, std::vector<node>& into) {
        if (in.failed()) {
            nodes_.add(into, {"cannot be read on", complaint_of(in)});
        }
    }

private:
    /// Deeper ones are refused by every device, and shown as bytes here.
    static constexpr std::uint32_t depth_max = 8;

    void show_command(update::cbor::scanner& in, std::vector<node>& into, std::uint32_t depth) {
        const std::int64_t number = in.integer();
        if (in.failed()) {
            return;
        }
        node* const line = nodes_.add(into, {name_of<Profile, suit::command>(number, "command")});
        if (line == nullptr) {
            in.skip();
            return;
        }
        const auto* row = row_of<Profile, suit::command>(number);
        const auto what = row == nullptr ? suit::command::abort : row->key;
        const bool has_map =
            what == suit::command::override_parameters || what == suit::command::set_parameters;
        if (has_map && in.peek() == update::cbor::type::map) {
            for (std::uint32_t left = in.map(); left != 0 && !in.failed(); --left) {
                show_parameter(in, line->items);
            }
        } else if (what == suit::command::run_sequence && depth < depth_max &&
                   in.peek() == update::cbor::type::bytes) {
            show(in.nested(), line->items, depth + 1);
        } else if (what == suit::command::try_each && depth < depth_max &&
                   in.peek() == update::cbor::type::array) {
            for (std::uint32_t left = in.array(); left != 0 && !in.failed(); --left) {
                show_branch(in, line->items, depth);
            }
        } else if (what == suit::command::set_component_index ||
                   in.peek() != update::cbor::type::uint) {
            line->value = take_any(in);
        } else {
            line->value = "reporting policy " + take_any(in);
        }
    }

    void show_branch(update::cbor::scanner& in, std::vector<node>& into, std::uint32_t depth) {
        if (in.peek() != update::cbor::type::bytes) {
            nodes_.add(into, {"or", take_any(in)});
            return;
        }
        const update::cbor::scanner inner = in.nested();
        if (node* const line = nodes_.add(into, {into.empty() ? "try" : "or"}); line != nullptr) {
            show(inner, line->items, depth + 1);
        }
    }

    void show_parameter(update::cbor::scanner& in, std::vector<node>& into) {
        const std::int64_t number = in.integer();
        if (in.failed()) {
            return;
        }
        const std::string name = name_of<Profile, suit::parameter>(number, "parameter");
        nodes_.add(into, {name, value_text(number, in)});
    }

    /// As it is to be understood, or as it is if it is something else.
    static std::string value_text(std::int64_t number, update::cbor::scanner& in) {
        using update::cbor::type;
        const auto* row = row_of<Profile, suit::parameter>(number);
        const type is = in.peek();
        if (row == nullptr) {
            return take_any(in);
        }
        switch (row->key) {
        case suit::parameter::vendor_identifier:
        case suit::parameter::class_identifier:
        case suit::parameter::device_identifier:
            return is == type::bytes ? uuid_or_bytes(in.bytes()) : take_any(in);
        case suit::parameter::image_digest:
            return is == type::bytes ? digest_text<Profile>(in.nested()) : take_any(in);
        case suit::parameter::image_size:
            return is == type::uint ? std::to_string(in.uint()) + " bytes" : take_any(in);
        case suit::parameter::budget:
            return is == type::uint ? std::to_string(in.uint()) + " slots per run" : take_any(in);
        case suit::parameter::uri:
        case suit::parameter::name: return is == type::text ? plain_text(in.text()) : take_any(in);
        default: return take_any(in);
        }
    }

    allowance& nodes_;
};

} // namespace fc::cli::inspect
