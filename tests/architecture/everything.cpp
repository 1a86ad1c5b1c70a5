// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Uses what the library offers, most of it templates, so that compilers see all of it when they are
// asked for more warnings than femto itself is built with.
#include <femto/abi/guest_header.hpp>
#include <femto/abi/helpers.hpp>
#include <femto/base/message.hpp>
#include <femto/engine.hpp>
#include <femto/helper/c_header.hpp>
#include <femto/image/load.hpp>
#include <femto/image/write.hpp>
#include <femto/isa/assemble.hpp>
#include <femto/isa/disassemble.hpp>
#include <femto/platform/archetype.hpp>
#include <femto/port/console/command_line.hpp>
#include <femto/port/event_queue.hpp>
#include <femto/port/guest_header.hpp>
#include <femto/port/sensor_tick.hpp>
#include <femto/port/timer.hpp>
#include <femto/update/cbor/map_reader.hpp>
#include <femto/update/cose/read.hpp>
#include <femto/update/cose/verify.hpp>
#include <femto/update/cose/write.hpp>

namespace {

struct board {
    std::uint32_t calls = 0;
};
struct tracer {
    static void step(board& of, std::uint32_t, std::span<const std::uint64_t, 11>) { ++of.calls; }
};
struct mask {
    mask() {}
    ~mask() {}
    mask(const mask&) = delete;
    mask& operator=(const mask&) = delete;
};
enum class colour : std::int8_t { red };

std::uint32_t add(fc::guest_span<const std::uint16_t> numbers, fc::guest_string name) {
    std::uint32_t sum = static_cast<std::uint8_t>(name[0]);
    for (const auto each : numbers) {
        sum += each.get();
    }
    return sum;
}
fc::result<colour> pick(board& of, bool wanted, colour which, fc::guest<std::int64_t> into) {
    into.set(wanted ? 1 : 0);
    ++of.calls;
    return which;
}
using few = fc::helper_table<fc::helper<0x20, "add", add>>;
using sparse = fc::helper_table<fc::helper<0x20, "add", add>, fc::helper<0x320, "pick", pick>>;

template <class Base>
struct plain : Base {
    using helpers = few;
};
template <class Base>
struct full : Base {
    using memory = fc::memory::allow_list<6>;
    using helpers = sparse;
    using environment = board;
    using trace = tracer;
    using guard = mask;
};

template <class Config>
std::uint64_t run(std::span<const std::uint8_t> text, std::span<std::uint8_t> bytes) {
    const auto program = fc::verify<Config>(text);
    if (!program) {
        return 0;
    }
    fc::vm<Config> vm;
    const auto r0 = vm.run(*program, bytes);
    return r0 ? *r0 : r0.at();
}

template <class Config>
std::uint64_t run_in_slices(const fc::sections& parts, std::span<std::uint8_t> bytes) {
    fc::helper_set<typename Config::helpers> allowed;
    const auto program = fc::verify<Config>(parts, allowed.allow(0x320));
    if (!program) {
        return 0;
    }
    const auto instance = fc::instantiate(*program, bytes);
    fc::vm<Config> vm;
    board here;
    if (!instance || !vm.grant(fc::read_only(fc::bytes_of(here))) ||
        !vm.start(*instance, fc::bytes_of(here), here)) {
        return 1;
    }
    const auto end = vm.resume(100);
    vm.revoke();
    return end ? end->r0() : vm.registers()[0] + vm.slot() + vm.instructions();
}

// Every right and limit, and a trace, beside what the library offers by itself.
struct device : fc::engine_defaults<fc::platform::archetype> {
    static constexpr std::size_t decode_slots = 64;
    static constexpr std::size_t tasks = 2;
    using helpers = fc::abi::helpers<fc::platform::archetype>;
    using dispatch = fc::dispatch::threaded;
};
using asked = fc::helper_set<device::helpers>;
constexpr fc::hook_description<device> about_tick{.id = fc::port::hooks::timer,
                                                  .layout = fc::layout_of<fc::port::tick>};
constexpr fc::hook_description<device> about_bytes{.policy = fc::hook_policy::stop_if_negative};

} // namespace

template class fc::engine<device>;

std::uint64_t host(const fc::image::compiled_in& container, std::span<std::uint8_t> bytes);
std::uint64_t host(const fc::image::compiled_in& container, std::span<std::uint8_t> bytes) {
    fc::platform::archetype firmware;
    fc::engine<device> engine{firmware};
    fc::hook<const fc::port::tick, device> on_tick{engine, about_tick};
    fc::byte_hook<device> on_bytes{engine, about_bytes};
    const auto tenant = engine.add_tenant({.helpers = asked::all(),
                                           .hooks = fc::hook_set{}.allow(on_tick.number()),
                                           .window_slots = 1000});
    if (!tenant) {
        return 0;
    }
    const auto first = engine.load(*tenant, container, bytes, asked{}.allow(0x02));
    if (!first || !engine.attach(*first, on_tick, {.budget = 100})) {
        return 1;
    }
    const auto second = engine.replace(*first, container, bytes);
    const fc::port::tick now{};
    std::uint64_t sum = on_tick.fire(now).ran;
    sum += on_bytes.fire(fc::read_only(bytes)).ran;
    if (second && engine.detach(*second) && engine.start(*second)) {
        sum += engine.poll(10);
    }
    engine.each_hook([&](const auto& each) { sum += each.number(); });
    engine.each_container([&](const fc::container_info& each) { sum += each.done.runs; });
    engine.each_on(on_tick, [&](const fc::container_info& each) { sum += each.budget; });
    return sum;
}

std::uint64_t talk(const fc::image::compiled_in& container, std::span<std::uint8_t> memory,
                   std::span<const char> typed);
std::uint64_t talk(const fc::image::compiled_in& container, std::span<std::uint8_t> memory,
                   std::span<const char> typed) {
    fc::platform::archetype on;
    fc::engine<device> engine{on};
    fc::port::ram_slot slot{memory};
    fc::port::container_place places[] = {{.name = "built in", .built_in = &container},
                                          {.name = "slot", .slot = &slot}};
    fc::port::timer<device> timer{engine, on, 1000};
    fc::port::sensor_tick<device> sensor{engine, on, 0, 1000};
    fc::hook_base<device>* const hooks[] = {&timer.hook(), &sensor.hook()};
    fc::port::command_line<device> commands{engine, on, places, hooks};
    commands.begin();
    fc::port::event_queue<char, 8, mask> waiting;
    for (const char each : typed) {
        waiting.post_once(each);
    }
    char next = 0;
    while (waiting.take(next)) {
        commands.take(next);
    }
    commands.note_lost_characters();
    commands.announce_faults();
    std::uint64_t sum = waiting.take_lost();
    sum += timer.poll().fired.ran;
    sum += sensor.poll().fired.ran;
    return sum;
}

std::uint64_t run_all(std::span<const std::uint8_t> object, std::span<std::uint8_t> bytes);
std::uint64_t run_all(std::span<const std::uint8_t> object, std::span<std::uint8_t> bytes) {
    fc::relocation relocations[4];
    const auto needs = fc::image::measure_elf(object);
    const auto loaded = fc::image::load_elf(object, bytes, relocations, {.function = "main"});
    if (!loaded || !needs) {
        return 0;
    }
    std::uint64_t sum = needs->bytes;
    for (const auto function : loaded->functions) {
        sum += function.slot;
    }
    sum += run<plain<fc::tiny>>(loaded->sections.text, bytes);
    sum += run<plain<fc::defaults>>(loaded->sections.text, bytes);
    sum += run<plain<fc::fast>>(loaded->sections.text, bytes);
    sum += run_in_slices<full<fc::defaults>>(loaded->sections, bytes);
    sum += run_in_slices<full<fc::fast>>(loaded->sections, bytes);
    return sum;
}

bool print(std::span<const std::uint8_t> text, std::span<std::uint8_t> into,
           void (*sink)(const char*));
bool print(std::span<const std::uint8_t> text, std::span<std::uint8_t> into,
           void (*sink)(const char*)) {
    fc::write_guest_header<sparse>(sink);
    fc::abi::write_helper_header<device::helpers>(sink);
    fc::port::write_launchpad_header(sink);
    fc::isa::disassemble(text, [&](std::size_t, const auto& line) { sink(line.data()); });
    const auto size = fc::isa::assemble("exit", into);
    sink(fc::message(size.error()));
    return static_cast<bool>(size);
}

std::size_t repack(std::span<const std::uint8_t> image, std::span<std::uint8_t> bytes);
std::size_t repack(std::span<const std::uint8_t> image, std::span<std::uint8_t> bytes) {
    fc::relocation relocations[4];
    const auto needs = fc::image::measure(image);
    const auto loaded = fc::image::load(image, bytes, relocations, {.function = "main"});
    if (!needs || !loaded) {
        return 0;
    }
    std::size_t sum = needs->bytes;
    loaded->each_function([&](const fc::image::function& each) { sum += each.name.size(); });
    const fc::image::named_slot names[] = {{"main", 0}};
    for (const auto to : {fc::image::layout::fc28, fc::image::layout::fc32}) {
        const auto by_hand = fc::image::write(to, loaded->stored(), names, {}, bytes);
        const auto again = fc::image::write(to, loaded->stored(), loaded->functions,
                                            {.notes = loaded->notes}, bytes);
        sum += by_hand && again ? *by_hand + *again : 0;
    }
    return sum;
}

bool sign_and_check(std::span<const std::uint8_t> key, std::span<std::uint8_t> bytes);
bool sign_and_check(std::span<const std::uint8_t> key, std::span<std::uint8_t> bytes) {
    namespace cbor = fc::update::cbor;
    namespace cose = fc::update::cose;
    cbor::writer into{bytes};
    cose::write_protected_header(into, cose::number_of(cose::scheme::ed25519), key);
    cose::write_sign1(into, {.protected_header = key, .signature = bytes});
    const auto message = cose::read_sign1(cbor::scanner{bytes}, cose::numbers::polymorphic_too);
    fc::platform::archetype crypto;
    if (!message || !cose::verify(*message, bytes, cose::scheme::ed25519, key, crypto)) {
        return false;
    }
    cbor::reader from{bytes};
    auto map = cbor::map_reader::open(from);
    std::int64_t number = 0;
    return map && map->next_int(number) && from.text() && from.boolean() && from.nested() &&
           from.array() && from.uint() && from.null() && from.end();
}
