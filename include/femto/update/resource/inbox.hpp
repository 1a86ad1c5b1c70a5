// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/resource/config.hpp>
#include <femto/update/resource/errand.hpp>
#include <femto/update/resource/items.hpp>
#include <femto/update/resource/message.hpp>
#include <femto/update/resource/refusal.hpp>
#include <femto/update/resource/visitor.hpp>
#include <femto/update/updates.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::resource {

/// How envelopes come: pushed, block by block (RFC 7959), or pulled. One at a time, in order.
///
/// Who is known takes the place of a stranger who is at it, and an administrator that of a tenant: else
/// who begins and falls silent, again and again, could keep everybody else off.
template <class Config>
class inbox {
    using updates_type = updates<Config>;

public:
    /// The longest envelope that can be of use [bytes].
    static constexpr std::uint32_t body_max = [] {
        const std::size_t image = Config::image_bytes > Config::key_set_bytes
                                      ? Config::image_bytes
                                      : Config::key_set_bytes;
        return static_cast<std::uint32_t>(Config::envelope_bytes + Config::components * image);
    }();

    explicit inbox(updates_type& updates) : updates_{updates} {}

    /// A POST of an envelope, or of a block of one.
    refusal push(const request& asked, const visitor& from, response& out) {
        const block& it = asked.block1;
        const bool more = it && it.more;
        if (it && (asked.payload.size() > it.bytes || (more && asked.payload.size() < it.bytes))) {
            return {errc::bad_request};
        }
        const mark now{asked.offset(), static_cast<std::uint32_t>(asked.payload.size()),
                       sum_of(asked.payload), sender_of(asked, from), more};
        // A first block, when nothing is under way, is said again to have it all done again.
        const bool is_anew = now.offset == 0 && !is_receiving(now.sender);
        if (!is_anew && now == last_) {
            return outcome(out);
        }
        const bool fits = now.offset <= body_max && now.bytes <= body_max - now.offset;
        if (!fits || asked.size1 > body_max) {
            out.size1 = body_max;
            return {errc::bad_request, 0, code::too_large};
        }
        if (now.offset == 0) {
            if (const auto begun = begin(now.sender, from); !begun) {
                return {begun.error(), begun.at()};
            }
        } else if (!is_receiving(now.sender) || now.offset != next_) {
            return {errc::bad_request, 0, code::request_incomplete};
        }
        last_ = now;
        next_ = now.offset + now.bytes;
        size_ = next_;
        auto taken = updates_.take(asked.payload);
        if (taken && !more) {
            taken = updates_.end();
        }
        static_cast<void>(note(taken).error());
        return outcome(out);
    }

    /// A POST of a URI.
    refusal pull(const request& asked, const visitor& from, response& out) {
        if (asked.payload.size() > Config::uri_bytes) {
            out.size1 = Config::uri_bytes;
            return {errc::bad_request, 0, code::too_large};
        }
        if (!is_uri(asked.payload)) {
            return {errc::bad_request};
        }
        if (const auto begun = begin(puller - from.tenant, from); !begun) {
            return {begun.error(), begun.at()};
        }
        last_ = {};
        uri_size_ = static_cast<std::uint16_t>(asked.payload.size());
        for (std::size_t i = 0; i < asked.payload.size(); ++i) {
            uri_[i] = asked.payload[i];
        }
        out.code = code::changed;
        return {};
    }

    resource::errand errand() const {
        if (updates_.is_from(sender_)) {
            if (state_ == update_state::fetching) {
                return {errand::kind::image, number_, updates_.uri()};
            }
            if (is_puller(sender_) && is_receiving(sender_)) {
                return {errand::kind::envelope, number_, std::span{uri_}.first(uri_size_)};
            }
        }
        return {};
    }
    /// The next bytes of what is to be got.
    result<step> bring(std::uint32_t number, std::span<const std::uint8_t> bytes) {
        const auto it = errand();
        if (!it || it.number != number) {
            return errc::wrong_state;
        }
        size_ += static_cast<std::uint32_t>(bytes.size());
        const bool is_image = it.what == errand::kind::image;
        const auto taken = note(is_image ? updates_.take_image(bytes) : updates_.take(bytes));
        if (!is_image && state_ != update_state::receiving) { // an envelope says where it ends
            finished_ = number;
        }
        return taken;
    }
    /// That was all of it.
    result<step> brought(std::uint32_t number) {
        if (number == finished_ && state_ != update_state::refused) {
            return state_ == update_state::installed ? step::done : step::fetch;
        }
        const auto it = errand();
        if (!it || it.number != number) {
            return errc::wrong_state;
        }
        ++number_;
        return note(it.what == errand::kind::image ? updates_.end_image() : updates_.end());
    }
    void give_up(std::uint32_t number, errc why, code as) {
        const auto it = errand();
        if (it && it.number == number) {
            updates_.cancel();
            fetched_ = as;
            static_cast<void>(note({why}).error());
        }
    }

    /// Looks whether what was on its way was given up.
    void poll() {
        const bool is_under_way =
            state_ == update_state::receiving || state_ == update_state::fetching;
        if (is_under_way && !updates_.is_from(sender_)) {
            static_cast<void>(note({errc::fetch_failed}).error());
        }
    }

    /// What became of the last one, as a map.
    void tell(items& to) const {
        const bool has_failed = state_ == update_state::refused;
        to.put_map(key::update, has_failed ? 5 : 2);
        to.put(key::state, static_cast<std::uint64_t>(state_));
        to.put(key::size, size_);
        if (has_failed) {
            to.put(key::error, why_.error);
            to.put(key::at, why_.at);
            to.put(key::code, static_cast<std::uint64_t>(fetched_));
        }
    }

private:
    /// A block, so that one that comes twice is known.
    struct mark {
        std::uint32_t offset = 0;
        std::uint32_t bytes = 0;
        std::uint32_t sum = 0;
        std::uint32_t sender = 0;
        bool more = false;

        friend constexpr bool operator==(const mark&, const mark&) = default;
    };

    /// The sender that the device itself is, for a tenant less the tenant's place.
    static constexpr std::uint32_t puller = 0xFFFFFFFF;
    static constexpr bool is_puller(std::uint32_t sender) {
        return sender >= puller - visitor::nobody;
    }
    /// An address can be written on any datagram, and be chosen for its sum: what a peer has shown
    /// stands in bits of its own. None is a puller.
    static std::uint32_t sender_of(const request& asked, const visitor& from) {
        std::uint32_t sum = asked.peer.endpoint;
        std::uint32_t shown = 0;
        if (asked.peer.is_secure) {
            sum ^= sum_of(asked.peer.identity);
            shown = 1U + rank_of(from);
        }
        return (sum << 2U | shown) & 0x7FFFFFFFU;
    }
    /// Who gives way to whom: a stranger to a tenant, and a tenant to an administrator.
    static std::uint8_t rank_of(const visitor& from) {
        return from.is_administrator ? 2 : from.is_known() ? 1 : 0;
    }
    static std::uint32_t sum_of(std::span<const std::uint8_t> bytes) {
        response nowhere{{}};
        nowhere.write(bytes);
        return nowhere.etag();
    }
    /// Schemes of CoAP (RFC 7252 section 6, RFC 8323 section 8), and nothing that is not printed.
    static bool is_uri(std::span<const std::uint8_t> uri) {
        constexpr std::array<std::uint8_t, 4> scheme{'c', 'o', 'a', 'p'};
        bool good = uri.size() > scheme.size();
        for (std::size_t i = 0; i < uri.size() && good; ++i) {
            good = i < scheme.size() ? uri[i] == scheme[i] : uri[i] > ' ' && uri[i] < 127;
        }
        return good;
    }

    bool is_receiving(std::uint32_t sender) const {
        return state_ == update_state::receiving && sender == sender_ && updates_.is_from(sender);
    }

    result<void> begin(std::uint32_t sender, const visitor& from) {
        const std::uint8_t rank = rank_of(from);
        if (rank > rank_ && sender != sender_) {
            updates_.cancel();
        }
        const auto begun = updates_.begin(sender, from.is_known());
        if (begun) {
            sender_ = sender;
            rank_ = rank;
            state_ = update_state::receiving;
            size_ = 0;
            next_ = 0;
            fetched_ = {};
            ++number_;
        }
        return begun;
    }

    FEMTO_OUTLINE result<step> note(const result<step>& now) {
        if (!now) {
            state_ = update_state::refused;
            why_ = {now.error(), now.at()};
        } else if (*now == step::done) {
            state_ = update_state::installed;
        } else if (*now == step::fetch) {
            number_ += state_ == update_state::fetching ? 0 : 1;
            state_ = update_state::fetching;
        }
        return now;
    }

    /// Says what the block at hand came to.
    refusal outcome(response& out) {
        if (state_ == update_state::refused) {
            return why_;
        }
        if (state_ == update_state::receiving) {
            out.code = code::continues;
            return {};
        }
        out.code = code::changed;
        out.content_format = format::cbor;
        items to{out};
        to.map(1);
        tell(to);
        return {};
    }

    updates_type& updates_;
    mark last_{};
    refusal why_{};
    std::uint32_t sender_ = 0;
    std::uint32_t number_ = 0;   // of the errand
    std::uint32_t finished_ = 0; // the last one that needed no end
    std::uint32_t next_ = 0;     // where the next block begins
    std::uint32_t size_ = 0;     // bytes that came
    update_state state_ = update_state::none;
    code fetched_{};        // how the errand ended that was given up
    std::uint8_t rank_ = 2; // of the sender: a stranger, a tenant, an administrator
    std::uint16_t uri_size_ = 0;
    std::array<std::uint8_t, Config::uri_bytes> uri_{};
};

} // namespace fc::update::resource
