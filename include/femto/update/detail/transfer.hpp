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
class transfer : private order<Config> {
    using base = order<Config>;
    using profile = typename Config::manifest_profile;
    using octets = std::span<const std::uint8_t>;

public:
    using base::about;
    using base::base;
    transfer(const transfer&) = delete;
    transfer& operator=(const transfer&) = delete;

    bool is_idle() const { return phase_ == phase::idle; }
    /// Where the image that it waits for is to be had. Into the head of the envelope.
    octets uri() const { return phase_ == phase::fetching ? base::uri() : octets{}; }

    void begin() {
        phase_ = phase::head;
        filled_ = 0;
        has_ended_ = false;
        base::begin();
    }
    void cancel() {
        phase_ = phase::idle;
        has_ended_ = false;
    }

    /// The next bytes of the envelope.
    /// @errors  and it is over: what is wrong, `at()` the byte of the envelope
    result<step> take(octets block) {
        octets early;
        errc error = is_short() ? errc::ok : errc::wrong_state;
        if (phase_ == phase::head) {
            error = take_head(block, early);
        }
        // What came with the end of the head is taken first.
        error = error == errc::ok ? go_on(early) : error;
        return outcome(error == errc::ok ? go_on(block) : error);
    }
    /// There is no more of it.
    /// @errors  truncated; wrong_state: it was refused before
    result<step> end() {
        return outcome(is_short() ? errc::truncated : has_ended_ ? errc::ok : errc::wrong_state);
    }

    /// The next bytes of the image that it waits for.
    /// @errors  as of `take`, or wrong_state: it waits for none
    result<step> take_image(octets bytes) {
        return outcome(phase_ == phase::fetching ? this->write(bytes) : errc::wrong_state);
    }
    /// That was all of the image.
    result<step> end_image() {
        const errc error = phase_ == phase::fetching ? end_of_image() : errc::wrong_state;
        return outcome(error == errc::ok ? go_on({}) : error);
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

    /// Whatever was refused, it is over; and so it is when all is there.
    FEMTO_OUTLINE result<step> outcome(errc error) {
        if (error == errc::ok && phase_ == phase::installing) {
            phase_ = phase::idle;
            error = this->install();
        }
        if (error != errc::ok) {
            cancel();
            return {error, this->at_};
        }
        return phase_ == phase::idle       ? step::done
               : phase_ == phase::fetching ? step::fetch
                                           : step::more;
    }

    /// @param early  what of the block is behind the head
    FEMTO_OUTLINE errc take_head(octets& block, octets& early) {
        for (; filled_ < buffer_.size() && !block.empty(); block = block.subspan(1)) {
            buffer_[filled_++] = block.front();
        }
        const octets so_far{buffer_.data(), filled_};
        const auto head = suit::read_head<profile>(so_far, buffer_.size());
        if (!head) {
            this->at_ = head.at();
            return head.error() == errc::truncated ? errc::ok : head.error();
        }
        early = so_far.subspan(head->size);
        members_.make(*head, std::span{buffer_}.subspan(head->size));
        phase_ = phase::executing;
        return this->authorise(*head);
    }

    /// Does all that can be done with these bytes of what follows the head, one thing after the other
    /// and none within another.
    FEMTO_OUTLINE errc go_on(octets bytes) {
        errc error = errc::ok;
        while (error == errc::ok && (phase_ == phase::executing || phase_ == phase::members)) {
            if (phase_ == phase::executing) {
                error = this->execute();
                wait();
                continue;
            }
            const suit::piece found = members_->next(bytes, this->wanted());
            this->at_ = members_->offset();
            switch (found) {
            case suit::piece::more: return errc::ok;
            case suit::piece::begins: error = this->expect(members_->size()); break;
            case suit::piece::bytes: error = this->write(members_->bytes()); break;
            case suit::piece::ends: error = end_of_image(); break;
            case suit::piece::done:
                has_ended_ = true;
                wait();
                break;
            case suit::piece::refused: error = members_->error(); break;
            }
        }
        if (error == errc::ok && phase_ == phase::fetching && !this->wanted().empty()) {
            error = errc::fetch_failed; // it was to come with the envelope
        }
        return error != errc::ok || bytes.empty() ? error : errc::trailing_bytes;
    }

    /// For any image that does not come with the envelope, the envelope's end comes first.
    void wait() {
        phase_ = !has_ended_           ? phase::members
                 : this->is_executed() ? phase::installing
                                       : phase::fetching;
    }

    errc end_of_image() {
        phase_ = phase::executing;
        return this->finish_image();
    }

    room<suit::payload_reader<profile>> members_{};
    std::uint32_t filled_ = 0;
    phase phase_ = phase::idle;
    bool has_ended_ = false; // the envelope
    std::array<std::uint8_t, Config::envelope_bytes> buffer_{};
};

} // namespace fc::update::detail
