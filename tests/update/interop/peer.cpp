// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What another implementation talks to: a question on each line, bytes in hexadecimal digits and `-`
// for none, and on each line an answer, or `refused: <error> at <offset>`.
//
//     rewrite ITEMS                                        -> the items, read and written again
//     header ALGORITHM KEY_ID                              -> a protected header
//     to_sign HEADER PAYLOAD                               -> what is signed
//     message HEADER UNPROTECTED_KEY_ID PAYLOAD SIGNATURE  -> a message; `nil` as payload
//     verify KEY DETACHED_PAYLOAD MESSAGE                  -> the payload; a key is 32 or 64 bytes
#include "update/cbor_rewrite.hpp"
#include "update/hex.hpp"

#include <femto/base/message.hpp>
#include <femto/port/crypto/libsodium.hpp>
#include <femto/port/crypto/mbedtls.hpp>
#include <femto/port/crypto/together.hpp>
#include <femto/update/cose/read.hpp>
#include <femto/update/cose/sig_structure.hpp>
#include <femto/update/cose/verify.hpp>
#include <femto/update/cose/write.hpp>

#include <array>
#include <cstdint>
#include <iostream>
#include <span>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace cbor = fc::update::cbor;
namespace cose = fc::update::cose;
using octets = std::span<const std::uint8_t>;

class peer {
public:
    std::string answer(const std::string& line) {
        std::istringstream words{line};
        std::string verb;
        words >> verb;
        for (std::string word; words >> word;) {
            given_.push_back(word);
        }
        if (verb == "rewrite") {
            return rewrite();
        }
        if (verb == "header") {
            cose::write_protected_header(into_, static_cast<std::int8_t>(std::stoi(given_[0])),
                                         bytes(1));
            return told(into_.written());
        }
        if (verb == "to_sign") {
            return told(cose::sig_structure(bytes(0),
                                            {cose::string_head{bytes(1).size()}, bytes(1)}, room_));
        }
        if (verb == "message") {
            return message();
        }
        return verify();
    }

private:
    octets bytes(std::size_t index) {
        parts_[index] = given_[index] == "-" || given_[index] == "nil"
                            ? std::vector<std::uint8_t>{}
                            : fc::test::from_hex(given_[index]);
        return parts_[index];
    }

    static std::string refused(fc::errc error, std::uint32_t at) {
        return std::string{"refused: "} + fc::describe(error).name + " at " + std::to_string(at);
    }
    static std::string told(const fc::result<octets>& bytes) {
        return bytes ? fc::test::to_hex(*bytes) + "-" : refused(bytes.error(), bytes.at());
    }

    std::string rewrite() {
        const octets items = bytes(0);
        cbor::reader whole{items};
        while (!whole.at_end()) {
            if (const auto item = whole.skip(); !item) {
                return refused(item.error(), item.at());
            }
        }
        return fc::test::rewrite(cbor::reader{items}, into_) ? told(into_.written()) : "no";
    }

    std::string message() {
        cose::write_sign1(into_, {.protected_header = bytes(0),
                                  .key_id = bytes(1),
                                  .payload = bytes(2),
                                  .signature = bytes(3),
                                  .has_key_id = given_[1] != "-",
                                  .is_detached = given_[2] == "nil"});
        return told(into_.written());
    }

    std::string verify() {
        const octets key = bytes(0);
        const octets detached = bytes(1);
        const auto read = cose::read_sign1(cbor::scanner{bytes(2)}, cose::numbers::polymorphic_too);
        if (!read) {
            return refused(read.error(), read.at());
        }
        fc::crypto::together<fc::crypto::libsodium, fc::crypto::mbedtls> crypto;
        const auto of = key.size() == 32 ? cose::scheme::ed25519 : cose::scheme::ecdsa_p256;
        const octets payload = read->is_detached ? detached : read->payload;
        const auto verdict = cose::verify<4096>(*read, payload, of, key, crypto);
        return verdict ? told(payload) : refused(verdict.error(), verdict.at());
    }

    std::vector<std::string> given_{};
    std::array<std::vector<std::uint8_t>, 4> parts_{};
    std::vector<std::uint8_t> room_ = std::vector<std::uint8_t>(1 << 20);
    cbor::writer into_{room_};
};

} // namespace

int main() {
    for (std::string line; std::getline(std::cin, line);) {
        std::cout << peer{}.answer(line) << std::endl;
    }
}
