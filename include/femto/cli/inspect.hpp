// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/failure_text.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/hex.hpp>
#include <femto/cli/inspect/envelope.hpp>
#include <femto/cli/inspect/refusal.hpp>
#include <femto/cli/keys/key_file.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/tenants/show.hpp>
#include <femto/cli/text.hpp>
#include <femto/update/key_set.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fc::cli {

/// `femto inspect FILE`: says what a manifest, a list of tenants or a key is.
class inspect_verb {
public:
    explicit inspect_verb(CLI::App& app)
        : app_{app.add_subcommand("inspect",
                                  "Print what a manifest says, a list of tenants or a key")} {
        app_->add_option("FILE", file_,
                         "What femto sign, tenants or keygen made, or others; - is "
                         "standard input")
            ->required();
        app_->add_option("--key", key_, "A public key, in PEM, whose signature it has to be");
        app_->add_flag("--json", json_, "Print one JSON object, also for an error");
    }

    bool chosen() const { return app_->parsed(); }
    /// Of what was shown: 1 if devices refuse it.
    int exit_status() const { return is_refused_ ? 1 : 0; }

    std::string run(streams& io) {
        std::optional<keys::public_key> by;
        if (key_) {
            by = keys::read_public_key(*key_, io);
            keys::require_scheme(by->scheme);
        }
        const auto bytes = read_program(file_, io);
        const auto is_current = inspect::is_current_envelope(bytes);
        if (is_current) {
            const keys::public_key* const given = by ? &*by : nullptr;
            return *is_current ? envelope<update::suit::current>(bytes, given, io)
                               : envelope<update::suit::draft09>(bytes, given, io);
        }
        if (by) {
            throw failure{failure::kind::refused, file_ + ": is no manifest, and has no signature",
                          describe(errc::unsupported_manifest).name};
        }
        const std::string_view text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
        if (text.find("-----BEGIN ") != text.npos && file_ != "-") {
            return key(io);
        }
        const auto list = update::key_set::open(bytes);
        if (list) {
            return json_ ? tenants::json_of(*list, bytes) : tenants::text_of(*list, bytes);
        }
        const bool is_list = (bytes[0] & 0xE0U) == 0x80U; // an array
        throw failure{
            failure::kind::refused,
            file_ + (is_list ? ": is no list of tenants: byte " + std::to_string(list.at()) + ": " +
                                   message(list.error())
                             : ": is no manifest, list of tenants or key"),
            describe(is_list ? list.error() : errc::unsupported_manifest).name, list.at()};
    }

private:
    std::string key(streams& io) const {
        const keys::any_key it = keys::read_any_key(file_, io);
        const std::string id = hex_of(keys::id_of(it.open));
        const std::string type = keys::name_of(it.open.scheme);
        return json_ ? "{\"kind\": \"key\", \"id\": " + json_string(id) +
                           ", \"type\": " + json_string(type) +
                           ", \"is_private\": " + (it.is_private ? "true" : "false") + "}\n"
                     : (it.is_private ? "private key " : "key ") + id + " (" + type + ")\n";
    }

    template <class Profile>
    std::string envelope(const std::vector<std::uint8_t>& bytes, const keys::public_key* by,
                         streams& io) {
        const auto view = inspect::envelope_reader<Profile>{bytes, by}.read();
        if (by != nullptr) {
            require_signature(view);
        }
        std::optional<inspect::refusal> why;
        if (keys::has_sha256) {
            why = inspect::refusal_of<Profile>(bytes, view, by);
        }
        if (why && why->code != errc::ok) {
            is_refused_ = true;
            io.err << text_of(failure{failure::kind::refused,
                                      file_ + ": devices refuse it: " + sentence_of(*why),
                                      describe(why->code).name, why->at});
        }
        return json_ ? as_json(view, why) : as_text(view, why);
    }

    void require_signature(const inspect::envelope_view& view) const {
        errc best = errc::unknown_key; // the enumerators ascend to the one that came closest
        for (const inspect::signature_view& each : view.signatures) {
            if (each.by_given_key == errc::ok && view.digest_state == "right") {
                return;
            }
            best = std::max(best, each.by_given_key == errc::ok ? errc::digest_mismatch
                                                                : each.by_given_key.value_or(best));
        }
        throw failure{failure::kind::refused, best, file_ + ": not signed by this key", 0};
    }

    static std::string sentence_of(const inspect::refusal& why) {
        return (why.at == 0 ? std::string{} : "byte " + std::to_string(why.at) + ": ") +
               message(why.code) + (why.about.empty() ? "" : ": " + why.about);
    }

    std::string as_text(const inspect::envelope_view& view,
                        const std::optional<inspect::refusal>& why) const {
        std::string out = std::string{"manifest, draft-ietf-suit-manifest-"} +
                          (view.is_current ? "37" : "09") + ", envelope of " +
                          std::to_string(view.bytes) + " bytes\n";
        const auto row = [&](const std::string& text) { out += "  " + text + "\n"; };
        if (!view.digest.empty()) {
            row("digest: " + view.digest + ", " + view.digest_state);
        }
        for (const inspect::signature_view& each : view.signatures) {
            row(each.complaint.empty()
                    ? "signature: " + each.algorithm +
                          (each.key.empty() ? ", key not named" : ", key " + each.key) +
                          (!each.by_given_key              ? ", not checked (--key)"
                           : each.by_given_key == errc::ok ? ", good"
                                                           : ", not of this key")
                    : "signature: " + each.complaint);
        }
        if (view.sequence) {
            row("sequence: " + std::to_string(*view.sequence));
        }
        out += inspect::text_of(view.components) + inspect::text_of(view.sections);
        for (const inspect::payload_view& each : view.payloads) {
            row("payload " + each.uri + ": " + std::to_string(each.bytes.size()) + " bytes" +
                (keys::has_sha256 ? ", sha-256 " + hex_of(keys::sha256_of(each.bytes)) : ""));
        }
        out += inspect::text_of(view.complaints);
        if (why && why->code == errc::ok) {
            out += "devices take it that have the key, the slot and the identities\n";
        }
        return out;
    }

    std::string as_json(const inspect::envelope_view& view,
                        const std::optional<inspect::refusal>& why) const {
        std::string signatures;
        for (const inspect::signature_view& each : view.signatures) {
            signatures +=
                std::string{signatures.empty() ? "" : ", "} +
                "{\"algorithm\": " + json_string(each.algorithm) +
                ", \"key\": " + (each.key.empty() ? "null" : json_string(each.key)) +
                ", \"is_good\": " +
                (!each.by_given_key              ? "null"
                 : each.by_given_key == errc::ok ? "true"
                                                 : "false") +
                (each.complaint.empty() ? "" : ", \"complaint\": " + json_string(each.complaint)) +
                "}";
        }
        std::string payloads;
        for (const inspect::payload_view& each : view.payloads) {
            payloads += std::string{payloads.empty() ? "" : ", "} +
                        "{\"uri\": " + json_string(each.uri) +
                        ", \"bytes\": " + std::to_string(each.bytes.size()) +
                        (keys::has_sha256
                             ? ", \"sha256\": " + json_string(hex_of(keys::sha256_of(each.bytes)))
                             : "") +
                        "}";
        }
        std::string refused = "null";
        if (why && why->code != errc::ok) {
            refused = "{\"error\": " + json_string(describe(why->code).name) +
                      ", \"at\": " + std::to_string(why->at) +
                      ", \"message\": " + json_string(sentence_of(*why)) + "}";
        }
        return std::string{"{\"kind\": \"manifest\", \"form\": \""} +
               (view.is_current ? "current" : "draft09") +
               "\", \"bytes\": " + std::to_string(view.bytes) +
               ", \"sequence\": " + (view.sequence ? std::to_string(*view.sequence) : "null") +
               ", \"digest\": " + json_string(view.digest) +
               ", \"digest_state\": " + json_string(view.digest_state) + ",\n \"signatures\": [" +
               signatures + "],\n \"components\": " + inspect::json_of(view.components) +
               ",\n \"sections\": " + inspect::json_of(view.sections) + ",\n \"payloads\": [" +
               payloads + "],\n \"complaints\": " + inspect::json_of(view.complaints) +
               ",\n \"refused\": " + refused + "}\n";
    }

    CLI::App* app_;
    std::string file_;
    std::optional<std::string> key_;
    bool json_ = false;
    bool is_refused_ = false;
};

} // namespace fc::cli
