// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/detail/order.hpp>
#include <femto/update/detail/room.hpp>
#include <femto/update/step.hpp>
#include <femto/update/suit/envelope.hpp>
#include <femto/update/suit/payload_reader.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::detail {

/// One envelope on its way in, in pieces of any length. Its head is kept until it is over, images go to
/// storage as they come.
///
/// Nothing of the device changes before the signature is known to be good, and nothing that runs before
/// the envelope is at its end and every image is the one that was signed.
template <class Config>
class transfer {
    using profile = typename Config::manifest_profile;

public:
    transfer(hosted<Config>& device, const identity& about) : order_{device, about} {}
    transfer(const transfer&) = delete;
    transfer& operator=(const transfer&) = delete;

    bool is_idle() const { return phase_ == phase::idle; }
    /// Where the image that it waits for is to be had. Into the head of the envelope.
    std::span<const std::uint8_t> uri() const {
        return phase_ == phase::fetching ? order_.uri() : std::span<const std::uint8_t>{};
    }
    /// What an unsupported command or parameter, or a missing one, is called; also when it is over.
    const suit::offender& about() const { return order_.about(); }

    void begin() {
        phase_ = phase::head;
        filled_ = 0;
        wanted_ = {};
        has_ended_ = false;
        order_.begin();
    }
    void cancel() {
        phase_ = phase::idle;
        has_ended_ = false;
    }

    /// The next bytes of the envelope.
    /// @errors  and it is over: what is wrong, `at()` the byte of the envelope
    result<step> take(std::span<const std::uint8_t> block) {
        return outcome(is_short() ? go_on(block) : errc::wrong_state);
    }
    /// There is no more of it.
    /// @errors  truncated; wrong_state: it was refused before
    result<step> end() {
        return outcome(is_short() ? errc::truncated : has_ended_ ? errc::ok : errc::wrong_state);
    }

    /// The next bytes of the image that it waits for.
    /// @errors  as of `take`, or wrong_state: it waits for none
    result<step> take_image(std::span<const std::uint8_t> bytes) {
        return outcome(phase_ == phase::fetching ? order_.write(bytes) : errc::wrong_state);
    }
    /// That was all of the image.
    result<step> end_image() {
        errc error = phase_ == phase::fetching ? end_of_image() : errc::wrong_state;
        error = error == errc::ok ? go_on({}) : error;
        return outcome(error);
    }

private:
    enum class phase : std::uint8_t {
        idle,
        head,      // until authentication, manifest and command sequences are there
        members,   // integrated payloads, texts
        executing, // nothing is needed to go on
        fetching,  // the envelope is there, and an image is to come from elsewhere
        installing // all is there
    };

    /// More of the envelope is to come.
    bool is_short() const { return phase_ == phase::head || phase_ == phase::members; }

    FEMTO_OUTLINE result<step> outcome(errc error) {
        if (error != errc::ok) {
            cancel();
            return {error, at_};
        }
        return phase_ == phase::idle       ? step::done
               : phase_ == phase::fetching ? step::fetch
                                           : step::more;
    }

    /// Does all that can be done with these bytes, one thing after the other and none within another.
    FEMTO_OUTLINE errc go_on(std::span<const std::uint8_t> block) {
        early_ = {};
        errc error = errc::ok;
        bool is_waiting = false;
        while (error == errc::ok && !is_waiting) {
            switch (phase_) {
            case phase::head:
                is_waiting = block.empty();
                error = is_waiting ? errc::ok : take_head(block);
                break;
            case phase::members: error = take_member(block, is_waiting); break;
            case phase::executing: error = execute(); break;
            case phase::installing:
                phase_ = phase::idle;
                error = order_.install();
                at_ = order_.at();
                break;
            default: is_waiting = true; break;
            }
        }
        return error;
    }

    /// What came with the end of the head is taken first.
    errc take_head(std::span<const std::uint8_t>& block) {
        for (; filled_ < buffer_.size() && !block.empty(); block = block.subspan(1)) {
            buffer_[filled_++] = block.front();
        }
        const std::span<const std::uint8_t> so_far{buffer_.data(), filled_};
        const auto head = suit::read_head<profile>(so_far, buffer_.size());
        at_ = head.at();
        if (!head) {
            return head.error() == errc::truncated ? errc::ok : head.error();
        }
        early_ = so_far.subspan(head->size);
        phase_ = phase::executing;
        members_.make(*head);
        const errc error = order_.authorise(*head);
        at_ = order_.at();
        return error;
    }

    errc take_member(std::span<const std::uint8_t>& block, bool& is_waiting) {
        const auto found = members_->next(early_.empty() ? block : early_, wanted_);
        at_ = members_->offset();
        if (!found) {
            return found.error();
        }
        switch (*found) {
        case suit::piece::more: is_waiting = block.empty(); return errc::ok;
        case suit::piece::begins:
            return members_->size() == order_.size() ? errc::ok : errc::size_mismatch;
        case suit::piece::bytes: return order_.write(members_->bytes());
        case suit::piece::ends: wanted_ = {}; return end_of_image();
        case suit::piece::done: break;
        }
        has_ended_ = true;
        phase_ = order_.is_executed() ? phase::installing : phase::fetching;
        if (!early_.empty() || !block.empty()) {
            return errc::trailing_bytes;
        }
        return wanted_.empty() ? errc::ok : errc::fetch_failed;
    }

    errc end_of_image() {
        phase_ = phase::executing;
        return order_.finish_image();
    }

    /// Up to where something is needed. An integrated payload comes with the envelope; for any other
    /// the envelope's end comes first.
    errc execute() {
        const errc error = order_.execute();
        at_ = order_.at();
        if (order_.is_executed()) {
            phase_ = has_ended_ ? phase::installing : phase::members;
            return error;
        }
        const auto uri = order_.uri();
        if (!uri.empty() && uri.front() == '#') {
            wanted_ = uri;
            phase_ = phase::members;
            return error != errc::ok || !has_ended_ ? error : errc::fetch_failed;
        }
        phase_ = has_ended_ ? phase::fetching : phase::members;
        return error;
    }

    order<Config> order_;
    room<suit::payload_reader<profile>> members_{};
    std::span<const std::uint8_t> early_{};  // behind the head, in the buffer
    std::span<const std::uint8_t> wanted_{}; // URI of the integrated payload that is to come
    std::uint32_t filled_ = 0;
    std::uint32_t at_ = 0;
    phase phase_ = phase::idle;
    bool has_ended_ = false; // the envelope
    std::array<std::uint8_t, Config::envelope_bytes> buffer_{};
};

} // namespace fc::update::detail
