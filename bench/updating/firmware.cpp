// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What it takes to update a container [instructions, bytes of C stack], without cryptography.
#include "device.hpp"

#include "instruction_counter.hpp"
#include "said.hpp"
#include "support/painted_stack.hpp"

#include <femto/image/write.hpp>
#include <femto/isa/assemble.hpp>
#include <femto/port/bare_metal/start.hpp>
#include <femto/update/suit/write_envelope.hpp>
#include <femto/update/suit/write_manifest.hpp>
#include <femto/update/write_key_set.hpp>

#include <array>
#include <utility>

namespace bench {
namespace {

using step = fc::update::step;

constexpr fc::uuid vendor{{1}};
constexpr fc::uuid device_class{{2}};
constexpr fc::uuid hook_id{{3}};
constexpr std::array<std::uint8_t, 8> key_id{1};
constexpr std::array<std::uint8_t, 32> public_key{1};
constexpr std::array<char, 6> image_uri{'#', 'i', 'm', 'a', 'g', 'e'};
constexpr std::array<char, 14> other_uri{'c', 'o', 'a', 'p', ':', '/', '/',
                                         'e', 'x', 'a', 'm', 'p', 'l', 'e'};

constexpr auto key_set = [] {
    std::array<std::uint8_t, 80> out{};
    constexpr std::array<char, 1> name{'a'};
    const fc::update::tenant_description tenants[]{{.name = name,
                                                    .slots = 3,
                                                    .has_all_hooks = true,
                                                    .has_all_helpers = true,
                                                    .budget = 10000}};
    const fc::update::tenant_key keys[]{{.id = key_id, .public_key = public_key}};
    fc::update::cbor::writer to{out};
    fc::update::write_key_set(to, {.tenants = tenants, .keys = keys});
    struct {
        std::array<std::uint8_t, 80> bytes;
        std::size_t size;
    } made{out, to.size()};
    return made;
}();
static_assert(key_set.size <= key_set.bytes.size());

constexpr std::size_t storage_bytes = fc::updates<device>::storage_bytes;
alignas(8) constinit std::array<std::uint8_t, storage_bytes> memory{};
constinit board firmware;
constinit no_crypto crypto;
constinit std::array<std::uint8_t, 4096> envelope_room{};
constinit std::array<std::uint8_t, 4096> image_room{};

/// An image that returns 0, of so many bytes.
std::span<const std::uint8_t> image_of(std::size_t size) {
    alignas(8) static std::array<std::uint8_t, 16> text{0xB7, 0, 0, 0, 0, 0, 0, 0, 0x95};
    static std::array<std::uint8_t, 4096> rodata{};
    for (std::size_t filling = 0;; filling += 8) {
        const auto made = fc::image::write(
            fc::image::layout::fc32,
            {.text = std::span{text}, .rodata = std::span{rodata}.first(filling)}, image_room);
        if (!made || *made >= size) {
            return std::span{image_room}.first(made ? *made : 0);
        }
    }
}

std::span<const std::uint8_t> envelope_of(std::span<const std::uint8_t> image,
                                          std::uint64_t sequence, bool is_integrated = true) {
    static std::array<std::uint8_t, 512> manifest_room;
    fc::platform::sha256_digest digest;
    digest.fill(1);
    const std::array<std::uint8_t, 1> slot{0};
    const std::array<std::span<const std::uint8_t>, 2> component{slot, hook_id.bytes};
    const std::span<const char> uri =
        is_integrated ? std::span<const char>{image_uri} : std::span<const char>{other_uri};
    const auto manifest = fc::update::suit::write_manifest<fc::update::suit::current>(
        {.sequence = sequence,
         .component = component,
         .vendor = vendor.bytes,
         .device_class = device_class.bytes,
         .digest = digest,
         .size = static_cast<std::uint32_t>(image.size()),
         .uri = uri},
        manifest_room);
    const auto sign = [](std::span<const std::uint8_t>,
                         std::span<std::uint8_t, fc::platform::signature_bytes>) { return true; };
    fc::update::suit::envelope_parts parts{.manifest = manifest ? *manifest : image,
                                           .key_id = key_id};
    if (is_integrated) {
        parts.uri = uri;
        parts.image = image;
    }
    const auto made =
        fc::update::suit::write_envelope<fc::update::suit::current, no_crypto::sha256>(
            parts, sign, envelope_room);
    return made ? *made : std::span<const std::uint8_t>{};
}

int measure() {
    said out;
    instruction_counter counter;
    memory.fill(0xFF);
    static flash storage{memory};
    static fc::engine<device> host{firmware};
    static constexpr fc::hook_description<device> about_hook{.id = hook_id};
    static fc::byte_hook<device> hook{host, about_hook};
    static const fc::update::identity about{.vendor = vendor,
                                            .device_class = device_class,
                                            .first_key_set =
                                                std::span{key_set.bytes}.first(key_set.size)};
    static fc::updates<device> updates{host, firmware, storage, crypto, about};

    static bool is_good = bool{updates.recover()};
    static std::span<const std::uint8_t> envelope;
    static step last{};
    const auto takes = [&] {
        is_good = updates.begin(1, true) && is_good;
        const auto said = updates.take(envelope);
        is_good = is_good && said;
        last = said ? *said : step::more;
    };
    std::uint64_t sequence = 1;
    const auto brings = [&](std::size_t size, bool is_integrated = true) {
        envelope = envelope_of(image_of(size), sequence++, is_integrated);
    };
    brings(1024);
    takes();
    out.expect(is_good && last == step::done, "first install");

    brings(1024, false);
    out.figure("envelope.bytes", static_cast<std::uint32_t>(envelope.size()));
    out.figure("manifest", counter.count(takes)); // up to where the image is to be fetched
    out.expect(is_good && last == step::fetch, "manifest");
    for (const auto& [name, size] :
         {std::pair{"update.1024", 1024U}, std::pair{"update.2048", 2048U}}) {
        brings(size);
        const auto counted = counter.count(takes);
        out.expect(is_good && last == step::done, name);
        out.figure(name, counted);
    }
    brings(1024, false);
    out.figure("stack.manifest", fc::test::stack_of(takes));
    brings(1024);
    out.figure("stack.update", fc::test::stack_of(takes));
    out.expect(is_good && last == step::done, "update");

    // The device starts again, with what it has.
    static fc::engine<device> next_host{firmware};
    static fc::byte_hook<device> next_hook{next_host, about_hook};
    static fc::updates<device> next{next_host, firmware, storage, crypto, about};
    out.figure("stack.recover", fc::test::stack_of([&] { is_good = bool{next.recover()}; }));
    out.expect(is_good && bool{next_host.info(next.container(0))}, "the start of a device");
    out.expect(counter.is_right(), "the counter");
    return out.end();
}

} // namespace
} // namespace bench

int main() { return bench::measure(); }
