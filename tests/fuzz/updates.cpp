// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Anything done to a device in any order, with envelopes that are any bytes and nearly all authentic:
// storage fails, power is lost, and nothing that runs is written over. A digest is the sum of bytes
// and a signature is right when its first byte says so: else no input would come behind them.
#include "demand.hpp"
#include "fuzz/updates_input.hpp"
#include "update/nor.hpp"

#include <femto/update.hpp>
#include <femto/update/write_key_set.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace {

using fc::fuzz::bytes;
using fc::fuzz::easy_crypto;
using fc::fuzz::event;
using fc::fuzz::input;
using fc::fuzz::key_id;
using fc::fuzz::public_key;
using fc::fuzz::shipment;

using board = fc::fuzz::board;
using flash = fc::test::nor<4, 256>;

struct device : fc::update_defaults<board, flash, easy_crypto> {
    static constexpr std::size_t slots = 2;
    static constexpr std::size_t containers = 3;
    static constexpr std::size_t tenants = 4;
    static constexpr std::size_t tasks = 1;
    static constexpr std::size_t image_bytes = 256;
    static constexpr std::size_t key_set_bytes = 256;
    static constexpr std::uint32_t trial_runs = 3;
    static constexpr std::uint32_t budget = 200;
};
bytes first_list() {
    static std::array<std::uint8_t, 256> room{};
    static const std::size_t size = [] {
        const std::array tenants{fc::update::tenant_description{.name = std::span{"ann", 3},
                                                                .slots = 3,
                                                                .has_all_hooks = true,
                                                                .has_all_helpers = true,
                                                                .budget = 200}};
        const std::array keys{
            fc::update::tenant_key{.id = key_id, .public_key = public_key, .tenant = 0}};
        fc::update::cbor::writer to{room};
        fc::update::write_key_set(to, {.tenants = tenants, .keys = keys});
        return to.size();
    }();
    return std::span{room}.first(size);
}

struct session {
    board firmware{};
    easy_crypto crypto{};
    std::array<fc::update::suit::key, 1> roots{
        fc::update::suit::key{key_id, fc::platform::signature_scheme::ecdsa_p256, public_key}};
    fc::update::identity about{{{1}}, {{2}}, {{3}}, roots, first_list()};
    fc::engine<device> host{firmware};
    fc::hook<event, device> tick{host, fc::fuzz::about_tick<device>};
    fc::updates<device> updates;

    explicit session(flash& storage) : updates{host, firmware, storage, crypto, about} {}
};

/// The manifest with a signature that counts, and an image behind it.
bytes envelope(std::span<std::uint8_t> room, bytes manifest, bytes image, bool is_root) {
    std::array<std::uint8_t, 600> wrapped_room{};
    fc::update::cbor::writer wrapped{wrapped_room};
    wrapped.bytes(manifest);
    easy_crypto::sha256 hash;
    hash.update(*wrapped.written());
    std::array<std::uint8_t, 48> container_room{};
    fc::update::cbor::writer container{container_room};
    container.array(2);
    container.integer(-16);
    container.bytes(hash.sum);
    std::array<std::uint8_t, 8> header_room{};
    fc::update::cbor::writer header{header_room};
    header.map(1);
    header.uint(1);
    header.integer(is_root ? -9 : -19);
    std::array<std::uint8_t, 64> signature{1};
    std::array<std::uint8_t, 128> sign1_room{};
    fc::update::cbor::writer sign1{sign1_room};
    sign1.tag(18);
    sign1.array(4);
    sign1.bytes(*header.written());
    sign1.map(0);
    sign1.null();
    sign1.bytes(signature);
    std::array<std::uint8_t, 256> wrapper_room{};
    fc::update::cbor::writer wrapper{wrapper_room};
    wrapper.array(2);
    wrapper.bytes(*container.written());
    wrapper.bytes(*sign1.written());
    fc::update::cbor::writer out{room};
    out.tag(107);
    out.map(3);
    out.uint(2);
    out.bytes(*wrapper.written());
    out.uint(3);
    out.raw(*wrapped.written());
    out.text(std::span{"#a", 2});
    out.bytes(image);
    return *out.written();
}

class rig {
public:
    rig() { restart(); }

    void step(input& from, fc::fuzz::tally& seen) {
        auto& it = now_->updates;
        const std::uint8_t what = from.byte();
        const std::size_t slot = what >> 4U & 1U;
        const auto numbers = sequences();
        const auto images = held();
        const bool was_reliable = is_reliable_;
        switch (what & 15U) { // updates_input.hpp knows what follows each
        case 0: send(from, (what & 128U) != 0, seen); break;
        case 1: static_cast<void>(it.take(from.some(from.byte())).error()); break;
        case 2: static_cast<void>(it.end().error()); break;
        case 3: static_cast<void>(it.take_image(from.some(from.byte())).error()); break;
        case 4: static_cast<void>(it.end_image().error()); break;
        case 5: it.cancel(); break;
        case 6: static_cast<void>(it.begin(what >> 5U, (what & 16U) != 0).error()); break;
        case 7: static_cast<void>(it.poll().error()); break;
        case 8: static_cast<void>(it.start(slot).error()); break;
        case 9: static_cast<void>(it.stop(slot).error()); break;
        case 10: static_cast<void>(it.remove(slot).error()); break;
        case 11: static_cast<void>(it.run(slot).error()); break;
        case 12:
            for (unsigned i = what >> 4U; i != 0; --i) {
                event about{};
                static_cast<void>(now_->tick.fire(about));
                static_cast<void>(now_->host.poll(50));
            }
            break;
        case 13:
            is_reliable_ = false;
            storage_.cut_power({from.byte(),
                                static_cast<fc::test::power_cut::moment>(what >> 4U & 1U),
                                from.byte()});
            break;
        case 14: storage_.power_on(); break;
        default: restart(); break;
        }
        now_->firmware.ms += 10;
        check(numbers);
        // No trial, no start of the device and no run takes the only image there is.
        const unsigned kind = what & 15U;
        if (kind >= 7 && kind != 10 && (kind != 15 || was_reliable)) {
            for (std::size_t i = 0; i < device::slots; ++i) {
                fc::fuzz::demand(!images[i] || held()[i], "an image goes only for another");
            }
        }
    }

private:
    /// An envelope, in blocks.
    void send(input& from, bool is_root, fc::fuzz::tally& seen) {
        const auto sent = shipment::take(from);
        const std::size_t block = sent.block;
        std::array<std::uint8_t, 4096> room{};
        bytes left = envelope(room, sent.manifest, sent.image, is_root);
        static_cast<void>(now_->updates.begin(1, true).error());
        while (!left.empty()) {
            const auto piece = left.first(block < left.size() ? block : left.size());
            left = left.subspan(piece.size());
            const auto taken = now_->updates.take(piece);
            if (!taken) {
                ++seen.refused;
                break;
            }
            seen.finished += *taken == fc::update::step::done ? 1U : 0U;
        }
    }
    using numbers = std::array<std::uint64_t, device::slots + 1>;

    std::array<bool, device::slots> held() const {
        std::array<bool, device::slots> out{};
        for (std::size_t i = 0; i < device::slots; ++i) {
            out[i] = now_->updates.record(i).has_image();
        }
        return out;
    }
    numbers sequences() const {
        numbers out{};
        for (std::size_t i = 0; i < device::slots; ++i) {
            out[i] = now_->updates.record(i).sequence;
        }
        out.back() = now_->updates.list().sequence;
        return out;
    }
    void restart() {
        storage_.power_on();
        is_reliable_ = true;
        now_.reset();
        now_ = std::make_unique<session>(storage_);
        fc::fuzz::demand(bool{now_->updates.recover()}, "storage that works is recovered from");
    }
    void check(const numbers& before) const {
        const auto after = sequences();
        for (std::size_t i = 0; i < after.size(); ++i) {
            fc::fuzz::demand(after[i] >= before[i], "no sequence number falls");
        }
        for (std::size_t i = 0; i < device::slots; ++i) {
            const bool is_hosted = bool{now_->host.info(now_->updates.container(i))};
            fc::fuzz::demand(!is_hosted || now_->updates.record(i).has_image(),
                             "what runs has an image that is kept");
        }
        fc::fuzz::demand(storage_.complaints().empty(), "the rules of the flash are kept");
    }

    flash storage_{fc::updates<device>::storage_bytes};
    std::unique_ptr<session> now_{};
    bool is_reliable_ = true; // nothing was cut short since the device started
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* first, std::size_t size) {
    static fc::fuzz::tally seen{"updates"};
    ++seen.inputs;
    const auto on = std::make_unique<rig>();
    input from{{first, size}};
    while (!from.is_empty()) {
        on->step(from, seen);
    }
    return 0;
}
