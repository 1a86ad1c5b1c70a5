// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// The tables against the registries of draft-ietf-suit-manifest-37 section 11, typed in once more.
#include "support/catch.hpp"

#include <femto/update/cbor/scanner.hpp>
#include <femto/update/cbor/writer.hpp>
#include <femto/update/suit/tables.hpp>

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace fc::update::suit;

struct entry {
    int number;
    const char* name; // the draft's CDDL
};

template <class Key>
void compare(const std::vector<entry>& registry) {
    std::set<int> seen;
    for (const auto& row : table_of<Key>) {
        if (row.current.number == 0 || std::string{row.name}.rfind("femto-", 0) == 0) {
            continue;
        }
        INFO(row.name);
        CHECK(seen.insert(row.current.number).second);
        bool is_there = false;
        for (const entry& each : registry) {
            is_there = is_there ||
                       (each.number == row.current.number && std::string{each.name} == row.name);
        }
        CHECK(is_there);
    }
    CHECK(seen.size() == registry.size());
}

TEST_CASE("every key of the registries is in its table under its name") {
    compare<envelope_key>({{1, "suit-delegation"},
                           {2, "suit-authentication-wrapper"},
                           {3, "suit-manifest"},
                           {16, "suit-payload-fetch"},
                           {20, "suit-install"},
                           {23, "suit-text"}});
    compare<manifest_key>({{1, "suit-manifest-version"},
                           {2, "suit-manifest-sequence-number"},
                           {3, "suit-common"},
                           {4, "suit-reference-uri"},
                           {7, "suit-validate"},
                           {8, "suit-load"},
                           {9, "suit-invoke"},
                           {16, "suit-payload-fetch"},
                           {20, "suit-install"},
                           {23, "suit-text"}});
    compare<common_key>({{2, "suit-components"}, {4, "suit-shared-sequence"}});
    compare<command>({{1, "suit-condition-vendor-identifier"},
                      {2, "suit-condition-class-identifier"},
                      {3, "suit-condition-image-match"},
                      {5, "suit-condition-component-slot"},
                      {6, "suit-condition-check-content"},
                      {12, "suit-directive-set-component-index"},
                      {14, "suit-condition-abort"},
                      {15, "suit-directive-try-each"},
                      {18, "suit-directive-write"},
                      {20, "suit-directive-override-parameters"},
                      {21, "suit-directive-fetch"},
                      {22, "suit-directive-copy"},
                      {23, "suit-directive-invoke"},
                      {24, "suit-condition-device-identifier"},
                      {31, "suit-directive-swap"},
                      {32, "suit-directive-run-sequence"}});
    compare<parameter>({{1, "suit-parameter-vendor-identifier"},
                        {2, "suit-parameter-class-identifier"},
                        {3, "suit-parameter-image-digest"},
                        {5, "suit-parameter-component-slot"},
                        {12, "suit-parameter-strict-order"},
                        {13, "suit-parameter-soft-failure"},
                        {14, "suit-parameter-image-size"},
                        {18, "suit-parameter-content"},
                        {21, "suit-parameter-uri"},
                        {22, "suit-parameter-source-component"},
                        {23, "suit-parameter-invoke-args"},
                        {24, "suit-parameter-device-identifier"},
                        {25, "suit-parameter-fetch-arguments"}});
    compare<digest_algorithm>({{-16, "cose-alg-sha-256"},
                               {-18, "cose-alg-shake128"},
                               {-43, "cose-alg-sha-384"},
                               {-44, "cose-alg-sha-512"},
                               {-45, "cose-alg-shake256"}});
    compare<text_key>({{1, "suit-text-manifest-description"},
                       {2, "suit-text-update-description"},
                       {3, "suit-text-manifest-json-source"},
                       {4, "suit-text-manifest-yaml-source"}});
    compare<component_text_key>({{1, "suit-text-vendor-name"},
                                 {2, "suit-text-model-name"},
                                 {3, "suit-text-vendor-domain"},
                                 {4, "suit-text-model-info"},
                                 {5, "suit-text-component-description"},
                                 {6, "suit-text-component-version"}});
}

/// The numbers of a form that are not refused, in ascending order.
template <class Profile, class Key>
std::vector<int> known() {
    std::set<int> numbers;
    for (int number = -300; number < 300; ++number) {
        std::array<std::uint8_t, 9> room{};
        fc::update::cbor::writer into{room};
        into.integer(number);
        fc::update::cbor::scanner in{*into.written()};
        Key key{};
        if (take_key<Profile>(in, key)) {
            CHECK(in.at_end());
            CHECK(number_of<Profile>(key) == number);
            CHECK(known_number<Profile>(key) == number);
            numbers.insert(number);
        }
    }
    return {numbers.begin(), numbers.end()};
}

TEST_CASE("what a device executes of the current form is what the project promises") {
    using numbers = std::vector<int>;
    CHECK(known<current, envelope_key>() == numbers{2, 3, 16, 20, 23});
    CHECK(known<current, manifest_key>() == numbers{1, 2, 3, 4, 7, 9, 16, 20, 23});
    CHECK(known<current, common_key>() == numbers{2, 4});
    CHECK(known<current, command>() == numbers{1, 2, 3, 12, 14, 15, 18, 20, 21, 24, 32});
    CHECK(known<current, parameter>() ==
          numbers{-259, -258, -257, 1, 2, 3, 12, 13, 14, 18, 21, 24});
    CHECK(known<current, digest_algorithm>() == numbers{-16});
}

TEST_CASE("what a device executes of revision -09 is what RIOT's tools write") {
    using numbers = std::vector<int>;
    CHECK(known<draft09, envelope_key>() == numbers{2, 3});
    CHECK(known<draft09, manifest_key>() == numbers{1, 2, 3, 4, 9, 10, 13});
    CHECK(known<draft09, common_key>() == numbers{2, 4});
    CHECK(known<draft09, command>() == numbers{1, 2, 3, 12, 15, 19, 20, 21});
    CHECK(known<draft09, parameter>() == numbers{1, 2, 3, 14, 21});
    CHECK(known<draft09, digest_algorithm>() == numbers{2});
}

TEST_CASE("femto's own parameters are in the range that is left to everyone") {
    for (const auto& row : table_of<parameter>) {
        if (row.current.number < 0) {
            CHECK(row.current.number < -256); // draft-ietf-suit-manifest-37 section 8.4.9
        }
    }
}

} // namespace
