// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/hex.hpp>
#include <femto/cli/inspect/item.hpp>
#include <femto/cli/inspect/names.hpp>
#include <femto/cli/inspect/node.hpp>
#include <femto/cli/inspect/sequence.hpp>
#include <femto/cli/keys/key.hpp>
#include <femto/engine/uuid.hpp>
#include <femto/update/cose/read.hpp>
#include <femto/update/cose/verify.hpp>
#include <femto/update/suit/envelope.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli::inspect {

/// A signature of an envelope.
struct signature_view {
    std::string algorithm{};
    std::string key{}; // its number, as the signature has it
    update::cose::sign1 message{};
    octets payload{};                   // what is signed, in the message or beside it
    std::string complaint{};            // why it is none
    std::optional<errc> by_given_key{}; // ok if it is by that
};

struct payload_view {
    std::string uri;
    octets bytes;
};

/// An envelope taken apart, as far as it can be read. Spans into its bytes.
struct envelope_view {
    bool is_current = true;
    std::size_t bytes = 0;
    std::string digest{};       // that of the manifest, as the envelope has it
    std::string digest_state{}; // right, wrong or not checked
    std::vector<signature_view> signatures{};
    std::optional<std::uint64_t> sequence{};
    std::vector<node> components{};
    std::vector<unsigned> slots{}; // of the components
    std::vector<uuid> hooks{};     // likewise
    std::vector<node> sections{};
    std::vector<payload_view> payloads{};
    std::vector<node> complaints{};
};

/// Whether these bytes begin as an envelope does: of the current form tagged, of revision -09 a map.
inline std::optional<bool> is_current_envelope(octets bytes) {
    update::cbor::scanner in{bytes};
    if (bytes.empty()) {
        return std::nullopt;
    }
    if (in.peek() == update::cbor::type::tag) {
        return in.tag() == suit::envelope_tag && !in.failed() ? std::optional{true} : std::nullopt;
    }
    return in.peek() == update::cbor::type::map ? std::optional{false} : std::nullopt;
}

template <class Profile>
class envelope_reader {
public:
    /// @param by  whose signature it is to be; null to take them as they are
    envelope_reader(octets bytes, const keys::public_key* by) : bytes_{bytes}, by_{by} {
        out_.is_current = Profile::is_current;
        out_.bytes = bytes.size();
    }

    envelope_view read() {
        update::cbor::scanner in{bytes_};
        if (Profile::is_current) {
            in.tag();
        }
        std::vector<node> severed;
        for (std::uint32_t left = in.map(); left != 0 && !in.failed(); --left) {
            if (in.peek() == update::cbor::type::text) {
                const auto uri = in.text();
                const auto payload = in.bytes();
                if (!in.failed()) {
                    out_.payloads.push_back({plain_text(uri), payload});
                }
            } else {
                take_member(in, severed);
            }
        }
        in.end();
        complain(in);
        if (manifest_.empty() && out_.complaints.empty()) {
            out_.complaints.push_back({"it has no manifest"});
        }
        std::ranges::move(severed, std::back_inserter(out_.sections));
        return std::move(out_);
    }

private:
    void complain(const update::cbor::scanner& in) {
        if (in.failed()) {
            out_.complaints.push_back({"cannot be read on", complaint_of(in)});
        }
    }

    void take_member(update::cbor::scanner& in, std::vector<node>& severed) {
        const std::int64_t number = in.integer();
        const auto* row = row_of<Profile, suit::envelope_key>(number);
        update::cbor::scanner wrapped = in;
        const auto item = in.skip();
        if (in.failed()) {
            return;
        }
        if (row != nullptr && row->key == suit::envelope_key::authentication_wrapper) {
            wrapper_ = wrapped.nested();
            complain(wrapped);
            has_wrapper_ = !wrapped.failed();
        } else if (row != nullptr && row->key == suit::envelope_key::manifest) {
            manifest_ = item;
            // Behind the wrapper, whose digest is compared with this.
            if (has_wrapper_) {
                take_wrapper();
            }
            read_manifest(wrapped);
        } else {
            node* line =
                nodes_.add(severed, {name_of<Profile, suit::envelope_key>(number, "member") +
                                     (row != nullptr ? ", severed" : "")});
            const bool is_sequence =
                row != nullptr && (row->key == suit::envelope_key::install ||
                                   row->key == suit::envelope_key::payload_fetch);
            if (line != nullptr && is_sequence && wrapped.peek() == update::cbor::type::bytes) {
                commands_.show(wrapped.nested(), line->items);
            } else if (line != nullptr) {
                line->value = take_any(wrapped);
            }
        }
    }

    void take_wrapper() {
        update::cbor::scanner in = wrapper_;
        std::uint32_t blocks = in.array();
        update::cbor::scanner container = in;
        if (Profile::is_current && blocks != 0) {
            container = in.nested();
            --blocks;
            take_digest(container);
        }
        constexpr std::uint32_t most = 16; // a device looks at four
        for (; blocks != 0 && !in.failed() && out_.signatures.size() < most; --blocks) {
            const update::cbor::scanner block = in.nested();
            if (!in.failed()) {
                take_signature(block, container.rest());
            }
        }
        complain(in);
    }

    void take_digest(const update::cbor::scanner& container) {
        out_.digest = digest_text<Profile>(container);
        if (!keys::has_sha256) {
            out_.digest_state = "not checked";
            return;
        }
        update::cbor::scanner in = container;
        in.array();
        in.skip();
        const auto bytes = in.bytes();
        out_.digest_state = !in.failed() && std::ranges::equal(bytes, keys::sha256_of(manifest_))
                                ? "right"
                                : "wrong";
    }

    void take_signature(const update::cbor::scanner& block, octets container) {
        signature_view& out = out_.signatures.emplace_back();
        const auto message =
            update::cose::read_sign1(block, update::cose::numbers::polymorphic_too);
        if (!message) {
            out.complaint =
                "byte " + std::to_string(message.at()) + ": " + fc::message(message.error());
            return;
        }
        out.message = *message;
        out.algorithm = algorithm_in(message->protected_header);
        out.key = message->has_key_id ? hex_of(message->key_id) : "";
        out.payload = message->is_detached ? container : message->payload;
        if (!Profile::is_current && !message->is_detached) {
            take_digest(update::cbor::scanner{message->payload});
        }
        if (by_ != nullptr) {
            keys::cryptography crypto;
            const auto verified =
                update::cose::verify(*message, out.payload, by_->scheme, by_->bytes, crypto);
            out.by_given_key = verified ? errc::ok : verified.error();
        }
    }

    /// read_sign1 tells the scheme, which has two names.
    static std::string algorithm_in(octets protected_header) {
        update::cbor::scanner in{protected_header};
        in.enter();
        for (std::uint32_t left = in.map(); left != 0 && !in.failed(); --left) {
            if (in.peek() == update::cbor::type::uint && in.uint() == 1) {
                return name_of_algorithm(in.integer());
            }
            in.skip();
        }
        return "no algorithm";
    }

    void read_manifest(update::cbor::scanner wrapped) {
        update::cbor::scanner in = wrapped.nested();
        in.merge(wrapped);
        for (std::uint32_t left = in.map(); left != 0 && !in.failed(); --left) {
            take_section(in);
        }
        in.end();
        complain(in);
    }

    void take_section(update::cbor::scanner& in) {
        using update::cbor::type;
        const std::int64_t number = in.integer();
        if (in.failed()) {
            return;
        }
        const auto* row = row_of<Profile, suit::manifest_key>(number);
        if (row != nullptr && row->key == suit::manifest_key::sequence_number &&
            in.peek() == type::uint) {
            out_.sequence = in.uint();
            return;
        }
        if (row != nullptr && row->key == suit::manifest_key::common && in.peek() == type::bytes) {
            take_common(in.nested());
            return;
        }
        node* const line =
            nodes_.add(out_.sections,
                       {name_of<Profile, suit::manifest_key>(number, "member of the manifest")});
        if (line == nullptr) {
            in.skip();
        } else if (is_sequence(row) && in.peek() == type::bytes) {
            commands_.show(in.nested(), line->items);
        } else if (is_sequence(row) && in.peek() == type::array) {
            update::cbor::scanner digest{in.skip()};
            line->value = "severed, " + digest_text<Profile>(digest);
        } else {
            line->value = take_any(in);
        }
    }

    static bool is_sequence(const suit::key_row<suit::manifest_key>* row) {
        using enum suit::manifest_key;
        return row != nullptr && (row->key == validate || row->key == load || row->key == invoke ||
                                  row->key == payload_fetch || row->key == install ||
                                  row->key == dependency_resolution);
    }

    void take_common(update::cbor::scanner in) {
        for (std::uint32_t left = in.map(); left != 0 && !in.failed(); --left) {
            const std::int64_t number = in.integer();
            const auto* row = row_of<Profile, suit::common_key>(number);
            if (row != nullptr && row->key == suit::common_key::components &&
                in.peek() == update::cbor::type::array) {
                for (std::uint32_t count = in.array(); count != 0 && !in.failed(); --count) {
                    take_component(in);
                }
                continue;
            }
            node* const line =
                nodes_.add(out_.sections,
                           {name_of<Profile, suit::common_key>(number, "member of suit-common")});
            if (line == nullptr) {
                in.skip();
            } else if (row != nullptr && row->key == suit::common_key::shared_sequence &&
                       in.peek() == update::cbor::type::bytes) {
                commands_.show(in.nested(), line->items);
            } else {
                line->value = take_any(in);
            }
        }
        in.end();
        complain(in);
    }

    void take_component(update::cbor::scanner& in) {
        update::cbor::scanner parts = in;
        const std::string shown = take_any(in);
        std::vector<octets> names;
        for (std::uint32_t left = parts.array(); left != 0 && !parts.failed(); --left) {
            names.push_back(parts.bytes());
        }
        const component it = parts.failed() ? component{} : component_of<Profile>(names);
        const std::string ours = text_of(it);
        if (it.slot) {
            out_.slots.push_back(*it.slot);
        }
        if (!it.hook.empty()) {
            uuid& hook = out_.hooks.emplace_back();
            std::ranges::copy(it.hook, hook.bytes.begin());
        }
        nodes_.add(out_.components, {"component " + std::to_string(out_.components.size()),
                                     ours.empty() ? shown + " (none of femto's)" : ours});
    }

    octets bytes_;
    const keys::public_key* by_;
    envelope_view out_{};
    allowance nodes_{};
    sequence_view<Profile> commands_{nodes_};
    update::cbor::scanner wrapper_{{}};
    octets manifest_{};
    bool has_wrapper_ = false;
};

/// An envelope of either form.
inline envelope_view read_envelope(octets bytes) {
    return is_current_envelope(bytes) == false
               ? envelope_reader<suit::draft09>{bytes, nullptr}.read()
               : envelope_reader<suit::current>{bytes, nullptr}.read();
}

/// The hook that an envelope's container is for; nothing if there are several, or none.
inline std::optional<uuid> hook_of(const envelope_view& envelope) {
    const auto& hooks = envelope.hooks;
    return hooks.size() == 1 ? std::optional{hooks.front()} : std::nullopt;
}

} // namespace fc::cli::inspect
