// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/detail/libcoap.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace fc::posix::coap::detail {

/// Who observes what. libcoap has a list too, without a limit, and says nothing of who is in it; so this
/// one counts, and libcoap drops whom it does not have when they are refused their next notification.
class observers {
public:
    explicit observers(std::size_t most = 0, std::size_t most_each = 0)
        : most_{most}, most_each_{most_each} {}

    /// False when there are too many, of all or of this peer.
    /// @param what  path and query: who asks for the same again takes the place it had
    bool add(const coap_session_t* session, coap_bin_const_t token, std::string what) {
        std::erase_if(entries_, [&](const entry& each) {
            return each.session == session && (each.what == what || each.has(token));
        });
        const auto own = std::ranges::count(entries_, session, &entry::session);
        if (entries_.size() >= most_ || static_cast<std::size_t>(own) >= most_each_) {
            return false;
        }
        entries_.push_back({session, {token.s, token.s + token.length}, std::move(what)});
        return true;
    }
    bool has(const coap_session_t* session, coap_bin_const_t token) const {
        return std::any_of(entries_.begin(), entries_.end(), [&](const entry& each) {
            return each.session == session && each.has(token);
        });
    }
    void remove(const coap_session_t* session, coap_bin_const_t token) {
        std::erase_if(entries_, [&](const entry& each) {
            return each.session == session && each.has(token);
        });
    }
    void remove(const coap_session_t* session) {
        std::erase_if(entries_, [&](const entry& each) { return each.session == session; });
    }
    std::size_t size() const { return entries_.size(); }

private:
    struct entry {
        const coap_session_t* session;
        std::vector<std::uint8_t> token;
        std::string what;

        bool has(coap_bin_const_t other) const {
            return std::equal(token.begin(), token.end(), other.s, other.s + other.length);
        }
    };
    std::vector<entry> entries_{};
    std::size_t most_;
    std::size_t most_each_;
};

} // namespace fc::posix::coap::detail
