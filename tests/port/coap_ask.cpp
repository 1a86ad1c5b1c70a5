// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include <femto/port/posix/coap/client.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Asks servers of others:
//
//     coap_ask get|put|post|delete|follow|resume ADDRESS PATH BLOCK [IDENTITY KEY]
//
// The payload is the input, the answer's the output. `follow` ends after two news, a line each; `resume`
// stops after the first block and goes on with another client. Status 0 is a success, 1 another code, 2
// no answer, and then the error says which.

namespace {

using namespace fc::posix::coap;
using fc::update::resource::method;

void print(std::span<const std::uint8_t> bytes) {
    if (!bytes.empty()) { // of no bytes there may be no first
        std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    }
}

method method_of(std::string_view name) {
    return name == "put"      ? method::put
           : name == "post"   ? method::post
           : name == "delete" ? method::del
                              : method::get;
}

std::vector<std::uint8_t> input() {
    std::vector<std::uint8_t> out;
    for (int each = std::getchar(); each != EOF; each = std::getchar()) {
        out.push_back(static_cast<std::uint8_t>(each));
    }
    return out;
}

answer follow(client& by, const question& what) {
    int heard = 0;
    answer last = by.follow(what, [&](const answer& news) {
        print(news.payload);
        std::fputs("\n", stdout);
        return ++heard < 2;
    });
    if (last.error == failure::stopped) {
        last.error = failure::none;
    }
    return last;
}

answer resume(client& by, const question& what, const char* address,
              const client_options& options) {
    resumption at;
    const sink keep = [&](std::uint64_t, std::span<const std::uint8_t> block) {
        print(block);
        at.from += block.size();
        return at.from > block.size();
    };
    answer first = by.pull(what, keep);
    client other;
    return first.error == failure::stopped && other.open(address, options) == failure::none
               ? other.pull(what, keep, at)
               : first;
}

} // namespace

int main(int count, char** given) {
    if (count != 5 && count != 7) {
        return 64;
    }
    const std::string_view verb{given[1]};
    client_options options;
    options.block_bytes = static_cast<std::uint16_t>(std::atoi(given[4]));
    options.exchange = std::chrono::seconds{10};
    if (count == 7) {
        const std::string_view key{given[6]};
        options.identity = given[5];
        options.key.assign(key.begin(), key.end());
        options.exchange = std::chrono::seconds{5};
    }
    client by;
    answer got;
    got.error = by.open(given[2], options);
    if (got.error == failure::none) {
        const question what{.method = method_of(verb), .path = given[3]};
        if (verb == "follow") {
            got = follow(by, what);
        } else if (verb == "resume") {
            got = resume(by, what, given[2], options);
        } else {
            got = by.send(what,
                          verb == "put" || verb == "post" ? input() : std::vector<std::uint8_t>{});
            print(got.payload);
        }
    }
    if (!got.ok()) {
        std::fprintf(stderr, "%s\n", got.said().c_str());
    }
    return got.ok() ? 0 : got.error == failure::none ? 1 : 2;
}
