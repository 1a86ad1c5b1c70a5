// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Any bytes as a signed message: refused with a place in it, or taken apart into parts that lie in
// it; what is then verified is what RFC 9052 says, and the parts make a message that reads the same.
#include "demand.hpp"

#include <femto/update/cbor/reader.hpp>
#include <femto/update/cbor/writer.hpp>
#include <femto/update/cose/read.hpp>
#include <femto/update/cose/verify.hpp>
#include <femto/update/cose/write.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace fc::fuzz {
namespace {

namespace cbor = update::cbor;
namespace cose = update::cose;
using octets = std::span<const std::uint8_t>;

bool same(octets one, octets other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end());
}

/// Knows every scheme, and looks at what it is asked.
struct witness {
    struct sha256 {
        void update(octets) {}
        bool finish(platform::sha256_digest&) { return true; }
    };
    static bool supports(cose::scheme) { return true; }
    bool verify(cose::scheme, octets key, octets message, octets signature) {
        demand(key.size() == 32 || key.size() == 64, "a key has its length");
        demand(signature.size() == platform::signature_bytes, "a signature has its length");
        cbor::reader from{message};
        demand(*from.array() == 4, "four things are signed");
        const auto context = *from.text();
        demand(std::equal(context.begin(), context.end(), std::string_view{"Signature1"}.begin()),
               "it is said what for");
        demand(same(*from.skip(), about->protected_header), "the header as it came is signed");
        demand(from.bytes()->empty(), "there is no external data");
        demand(same(*from.bytes(), payload), "the payload is signed");
        demand(static_cast<bool>(from.end()), "nothing else is signed");
        return true;
    }
    const cose::sign1* about;
    octets payload;
};

class target {
public:
    void read(octets input) {
        read_message(input);
        read_parts(input);
    }

private:
    /// The same bytes as what is in a message, whose heads fit: of the first three, each says how much
    /// goes into the next part.
    void read_parts(octets input) {
        if (input.size() < 3) {
            return;
        }
        octets rest = input.subspan(3);
        const auto take = [&](std::size_t size) {
            const octets part = rest.first(std::min(size, rest.size()));
            rest = rest.subspan(part.size());
            return part;
        };
        std::vector<std::uint8_t> room(input.size() + 128);
        cbor::writer into{room};
        into.tag(cose::sign1_tag);
        into.array(4);
        const std::size_t from = into.size();
        into.map(1 + input[0] % 4); // the algorithm, then what the input has
        into.uint(1);
        into.integer(cose::algorithms[input[0] / 4 % 4].number);
        into.raw(take(input[1] % 64));
        into.enclose(from);
        into.map(input[2] % 4);
        into.raw(take(input[2] / 4));
        if (input[0] >= 128) {
            into.null();
        } else {
            into.bytes(take(40));
        }
        const std::vector<std::uint8_t> signature(input[0] % 8 == 0 ? 63 : 64);
        into.bytes(signature);
        read_message(*into.written());
    }

    void read_message(octets input) {
        ++seen_.inputs;
        const std::unique_ptr<std::uint8_t[]> block{new std::uint8_t[input.size()]};
        std::copy(input.begin(), input.end(), block.get());
        const octets all{block.get(), input.size()};

        const auto strict = cose::read_sign1(cbor::scanner{all});
        const auto message = cose::read_sign1(cbor::scanner{all}, cose::numbers::polymorphic_too);
        for (const auto* each : {&strict, &message}) {
            demand(*each || each->at() <= all.size(), "an error lies in the message");
        }
        if (!message) {
            demand(strict.error() == message.error() ||
                       strict.error() == errc::unsupported_algorithm,
                   "what is refused for another reason is so whatever is accepted");
            ++seen_.refused;
            return;
        }
        demand(strict || strict.error() == errc::unsupported_algorithm,
               "only older algorithms make a difference");
        for (const octets part :
             {message->protected_header, message->key_id, message->payload, message->signature}) {
            demand(part.empty() || (part.data() >= all.data() &&
                                    part.data() + part.size() <= all.data() + all.size()),
                   "a part lies in its message");
        }
        cbor::reader whole{all};
        const auto passed = whole.skip();
        demand(passed ? static_cast<bool>(whole.end()) : passed.error() == errc::nested_too_deep,
               "a message is deterministic, and a parameter in it may be as deep as an item");
        verify(*message);
        rewrite(*message);
        ++seen_.finished;
    }

    static void verify(const cose::sign1& message) {
        const std::vector<std::uint8_t> key(cose::key_bytes(message.scheme));
        witness crypto{&message, message.payload};
        const auto verdict =
            cose::verify<1024>(message, message.payload, message.scheme, key, crypto);
        demand(static_cast<bool>(verdict) == (message.signature.size() == 64) ||
                   verdict.error() == errc::buffer_too_small,
               "a signature of the right length is verified");
        const auto other = message.scheme == cose::scheme::ed25519 ? cose::scheme::ecdsa_p256
                                                                   : cose::scheme::ed25519;
        const std::vector<std::uint8_t> other_key(cose::key_bytes(other));
        demand(cose::verify(message, message.payload, other, other_key, crypto).error() ==
                   errc::wrong_algorithm,
               "a key is for its scheme alone");
    }

    static void rewrite(const cose::sign1& message) {
        // An identifier that was protected is in that header already.
        cose::sign1 parts = message;
        const auto header = message.protected_header;
        parts.has_key_id =
            message.has_key_id && !(message.key_id.data() >= header.data() &&
                                    message.key_id.data() <= header.data() + header.size());
        std::vector<std::uint8_t> room(64 + header.size() + message.key_id.size() +
                                       message.payload.size() + message.signature.size());
        cbor::writer into{room};
        cose::write_sign1(into, parts);
        const auto written = into.written();
        demand(static_cast<bool>(written), "a message fits where its parts do");
        const auto again =
            cose::read_sign1(cbor::scanner{*written}, cose::numbers::polymorphic_too);
        demand(again && same(again->protected_header, header) &&
                   same(again->key_id, message.key_id) && same(again->payload, message.payload) &&
                   same(again->signature, message.signature) && again->scheme == message.scheme &&
                   again->has_key_id == message.has_key_id &&
                   again->is_detached == message.is_detached,
               "what is written of the parts reads the same");
    }

    tally seen_{"cose"};
};

} // namespace
} // namespace fc::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static fc::fuzz::target all;
    all.read({bytes, size});
    return 0;
}
