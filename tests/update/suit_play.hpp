// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "suit_device.hpp"

#include <femto/base/message.hpp>
#include <femto/update/suit/payload_reader.hpp>

#include <array>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace fc::test {

inline std::string name_of(errc why) { return describe(why).name; }

inline std::string text_of(std::span<const std::uint8_t> bytes) {
    return {bytes.begin(), bytes.end()};
}

/// What a device has beside its slots.
struct world {
    fake_device device;
    std::vector<suit::key> keys;
    std::map<std::string, octets> web; // images by URI
    update::cose::numbers numbers = update::cose::numbers::fully_specified;
    std::size_t room = 4096;
};

/// What follows the head of an envelope: nothing, when it is as it has to be.
template <class Profile>
std::string rest_of(const octets& envelope, const suit::head& head) {
    std::array<std::uint8_t, 64> room;
    suit::payload_reader<Profile> payloads{head, room};
    auto rest = std::span<const std::uint8_t>{envelope}.subspan(head.size);
    const auto piece = payloads.next(rest, {});
    if (piece == suit::piece::refused) {
        return name_of(payloads.error());
    }
    return piece != suit::piece::done ? "truncated" : rest.empty() ? "" : "trailing_bytes";
}

/// Does with an envelope what a device does, and tells it: "fetch 1 coap://a, write 2, done", or the
/// name of the error, the number of the command or parameter it is about behind it.
template <class Profile, class Crypto, std::size_t Components = 2>
std::string play(const octets& envelope, world& around, Crypto& crypto) {
    const auto head = suit::read_head<Profile>(envelope, around.room);
    if (!head) {
        return name_of(head.error());
    }
    const auto manifest = suit::authenticate<Profile>(*head, around.keys, crypto, around.numbers);
    if (!manifest) {
        return name_of(manifest.error());
    }
    if (std::string rest = rest_of<Profile>(envelope, *head); !rest.empty()) {
        return rest;
    }
    std::string told;
    const auto refused = [&told](const auto& processor, errc why) {
        told += name_of(why);
        if (processor.about().of == suit::offender::kind::command) {
            told += " command " + std::to_string(processor.about().number);
        } else if (processor.about().of == suit::offender::kind::parameter) {
            told += " parameter " + std::to_string(processor.about().number);
        }
        return told;
    };
    suit::processor<Profile, fake_device, Components> processor{*manifest, around.device};
    if (const auto started = processor.start(); !started) {
        return refused(processor, started.error());
    }
    for (;;) {
        const auto next = processor.resume();
        if (!next) {
            return refused(processor, next.error());
        }
        if (next->what == suit::action::done) {
            return told + "done";
        }
        const suit::parameters& with = processor.of(next->component);
        octets image;
        if (next->what == suit::action::write) {
            told += "write " + std::to_string(next->place);
            const auto content = with.bytes(suit::parameter::content);
            image.assign(content.begin(), content.end());
        } else {
            const std::string uri = text_of(with.bytes(suit::parameter::uri));
            told += "fetch " + std::to_string(next->place) + " " + uri;
            const auto found = around.web.find(uri);
            if (found == around.web.end()) {
                processor.failed(errc::fetch_failed);
                told += ", ";
                continue;
            }
            image = found->second;
        }
        told += ", ";
        around.device.digests[next->place] = sha256_of(image);
        around.device.sizes[next->place] = static_cast<std::uint32_t>(image.size());
        processor.succeeded();
    }
}

} // namespace fc::test
