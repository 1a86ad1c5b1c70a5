// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Any bytes as requests to a device, from anyone: what is refused changes nothing, what is answered can be
// read, and what a stranger asks for runs nothing. Signatures are right when their first byte says so:
// else no input would come behind them.
#include "demand.hpp"
#include "fuzz/easy_device.hpp"
#include "update/nor.hpp"

#include <femto/abi/coap_response.hpp>
#include <femto/port/coap_responder.hpp>
#include <femto/update/cbor/reader.hpp>
#include <femto/update/compat/compatible.hpp>
#include <femto/update/resource/management.hpp>
#include <femto/update/write_key_set.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

namespace {

namespace resource = fc::update::resource;
using fc::fuzz::bytes;
using fc::fuzz::event;
using fc::fuzz::input;
using fc::fuzz::key_id;
using fc::fuzz::public_key;

struct board : fc::fuzz::board {
    using request = fc::abi::coap_response;
    std::size_t written = 0;
    void write_text(std::span<const char> text) { written += text.size(); }
};
std::uint8_t xor_of(std::uint8_t a, std::uint8_t b) { return a ^ b; }
using easy_crypto = fc::fuzz::summing_crypto<xor_of>;
using flash = fc::test::nor<4, 256>;

std::uint32_t say(fc::caller<board>&, std::uint32_t what) { return what; }

struct device : fc::update_defaults<board, flash, easy_crypto>, fc::management_defaults {
    static constexpr std::size_t slots = 2;
    static constexpr std::size_t containers = 4;
    static constexpr std::size_t tenants = 4;
    static constexpr std::size_t image_bytes = 512;
    static constexpr std::size_t key_set_bytes = 256;
    static constexpr std::uint32_t budget = 1000;
    using helpers = fc::helper_table<fc::helper<0x20, "say", say>>;
};
constexpr std::string_view ann = "ann";
constexpr std::string_view boss = "boss";

bytes first_list() {
    static std::array<std::uint8_t, 256> room{};
    static const std::size_t size = [] {
        const std::array<std::span<const char>, 1> names{std::span{ann}};
        const std::array<std::span<const char>, 1> bosses{std::span{boss}};
        const std::array tenants{fc::update::tenant_description{.name = std::span{ann},
                                                                .identities = names,
                                                                .slots = 1,
                                                                .has_all_hooks = true,
                                                                .has_all_helpers = true,
                                                                .budget = 1000}};
        const std::array keys{
            fc::update::tenant_key{.id = key_id, .public_key = public_key, .tenant = 0}};
        fc::update::cbor::writer to{room};
        fc::update::write_key_set(to, {.tenants = tenants, .keys = keys, .administrators = bosses});
        return to.size();
    }();
    return std::span{room}.first(size);
}

constexpr auto words = std::to_array<std::string_view>(
    {"femto",         "slots",        "0",           "1",      "start",   "stop",
     "exec",          "stats",        "faults",      "log",    "tenants", "install",
     "pull",          "context",      ".well-known", "core",   "suit",    "short-execution",
     "with_coap_pkt", "long-running", "running_vm",  "riot",   "board",   "console",
     "write",         "bpf",          "submit",      "handle", "state",   "counter",
     "coap",          "elsewhere"});
constexpr std::array<std::uint16_t, 6> formats{resource::format::none,  resource::format::octets,
                                               resource::format::cbor,  resource::format::text,
                                               resource::format::links, 60000};

/// What requests can change of what runs: of each slot what it holds, and the list of tenants.
struct shown {
    std::array<fc::update::slot_record, device::slots> records{};
    std::array<fc::container_id, device::slots> containers{};
    std::array<std::uint32_t, device::slots> runs{};
    std::uint64_t list = 0;

    friend bool operator==(const shown&, const shown&) = default;
};

struct rig {
    board firmware{};
    flash storage{fc::updates<device>::storage_bytes};
    easy_crypto crypto{};
    std::array<fc::update::suit::key, 1> roots{
        fc::update::suit::key{public_key, fc::platform::signature_scheme::ed25519, public_key}};
    fc::update::identity about{{{1}}, {{2}}, {{3}}, roots, first_list()};
    fc::engine<device> host{firmware};
    fc::hook<event, device> tick{host, fc::fuzz::about_tick<device>};
    fc::updates<device> updates{host, firmware, storage, crypto, about};
    resource::log_ring<64> log{};
    fc::management<device, resource::log_ring<64>, fc::port::coap_responder<device, 64>> manage{
        updates, log, "fuzzed"};
    fc::compatible<decltype(manage), fc::update::compat::micro_bpf,
                   fc::update::compat::femto_containers, fc::update::compat::gcoap_bpf>
        both{manage, firmware};

    shown state() const {
        shown out;
        for (std::size_t i = 0; i < device::slots; ++i) {
            out.records[i] = updates.record(i);
            out.containers[i] = updates.container(i);
            const auto now = host.info(updates.container(i));
            out.runs[i] = now ? now->done.runs : 0;
        }
        out.list = updates.list().sequence;
        return out;
    }
};

bool can_be_read(const resource::response& out) {
    fc::update::cbor::reader from{bytes{out.payload()}};
    return from.skip() && from.end();
}

/// A POST of an envelope may end in a rollback, which is told as a refusal and leaves a trace in the slot.
bool may_leave_a_trace(const resource::request& asked) {
    return asked.path.is("femto/install") || asked.path.is("bpf/submit");
}
/// A container that faults, or that writes no response, has run: who may have it run is known.
bool has_run(const resource::request& asked, const resource::response& out) {
    return asked.peer.is_secure && out.code == resource::code::internal_error;
}

void ask(rig& on, input& from, fc::fuzz::tally& seen) {
    resource::request it;
    it.method = static_cast<resource::method>(1 + from.byte() % 7);
    const std::uint8_t segments = from.byte();
    if ((segments & 0x80U) != 0) { // what comes often is said shortly
        it.method = resource::method::post;
        it.path.push(std::span{words[0]});
        it.path.push(std::span{words[11]});
    } else {
        for (unsigned i = 0; i < segments % 8U; ++i) {
            it.path.push(std::span{words[from.byte() % words.size()]});
        }
    }
    const std::uint8_t kind = from.byte();
    it.content_format = formats[kind % formats.size()];
    it.accept = (kind & 0x80U) != 0 ? formats[kind / 8U % formats.size()] : resource::format::none;
    if ((kind & 0x40U) != 0) {
        it.query.push(std::span{std::string_view{(kind & 0x20U) != 0 ? "coap" : "context"}});
        const auto value = from.some(from.byte() % 16U);
        it.query.push({reinterpret_cast<const char*>(value.data()), value.size()});
    }
    const std::uint8_t who = from.byte();
    constexpr std::array<std::string_view, 4> names{"", ann, boss, "eve"};
    it.peer.identity = {reinterpret_cast<const std::uint8_t*>(names[who % 4U].data()),
                        names[who % 4U].size()};
    it.peer.is_secure = (who & 4U) != 0;
    it.peer.endpoint = who >> 4U;
    if ((who & 8U) != 0) {
        const std::uint32_t place = from.word();
        it.block1 = {place >> 12U, static_cast<std::uint16_t>(16U << (place & 7U) % 7U),
                     (place & 8U) != 0};
        it.size1 = (place & 16U) != 0 ? from.word() : 0;
    }
    const std::size_t fours = from.byte();
    it.payload = from.some(fours * 4U + from.byte() % 4U);
    on.firmware.ms += from.byte();

    const shown before = on.state();
    const std::size_t written = on.firmware.written;
    std::array<std::uint8_t, 2048> room{};
    resource::response out{room};
    on.both.handle(it, out);
    fc::fuzz::demand(!out.has_more(), "an answer is no longer than a page");
    if (resource::is_success(out.code)) {
        ++seen.finished;
        fc::fuzz::demand(out.content_format != resource::format::cbor || can_be_read(out),
                         "what is answered in CBOR is one item of it");
        const bool may_change = it.peer.is_secure || may_leave_a_trace(it);
        fc::fuzz::demand(may_change || (on.state() == before && written == on.firmware.written),
                         "a stranger changes nothing");
    } else {
        ++seen.refused;
        fc::fuzz::demand(out.total_bytes() != 0 || it.path.is(resource::links_path),
                         "a refusal says why");
        fc::fuzz::demand(may_leave_a_trace(it) || has_run(it, out) || on.state() == before,
                         "a refused request changes nothing");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* first, std::size_t size) {
    static fc::fuzz::tally seen{"resource"};
    ++seen.inputs;
    const auto on = std::make_unique<rig>();
    fc::fuzz::demand(bool{on->updates.recover()}, "an empty device begins");
    input from{{first, size}};
    while (!from.is_empty()) {
        ask(*on, from, seen);
        fc::fuzz::demand(bool{on->manage.poll()}, "nothing is wrong with the storage");
    }
    fc::fuzz::demand(on->storage.complaints().empty(), "the rules of the flash are kept");
    return 0;
}
