// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Instantiates the virtual machine in ready-made forms, the reader of images, and an engine with all
// that containers know of the library, so that what a core's compiler or linker would have to supply
// shows in the undefined symbols of one object file.
#include <femto/abi/coap_response.hpp>
#include <femto/abi/helpers.hpp>
#include <femto/engine.hpp>
#include <femto/image/open.hpp>
#include <femto/platform/archetype.hpp>
#include <femto/port/launchpads.hpp>

namespace {

std::uint32_t twice(std::uint32_t number) { return 2 * number; }

template <class Base>
struct with_helper : Base {
    using helpers = fc::helper_table<fc::helper<0x20, "bpf_twice", twice>>;
};

template <class Config>
std::uint64_t verify_and_run(std::span<const std::uint8_t> text, std::span<std::uint8_t> context) {
    const auto program = fc::verify<Config>(text);
    if (!program) {
        return static_cast<std::uint64_t>(program.error());
    }
    fc::vm<Config> vm;
    const auto r0 = vm.run(*program, context);
    return r0 ? *r0 : static_cast<std::uint64_t>(r0.error());
}

struct board : fc::platform::archetype {
    using request = fc::abi::coap_response;
};
struct device : fc::engine_defaults<board> {
    using helpers = fc::abi::helpers<board>;
};
constexpr fc::hook_description<device> about_tick{
    .id = fc::port::hooks::timer,
    .name = "tick",
    .where = fc::fired_from::interrupts,
    .layout = fc::layout_of<fc::port::tick>,
};
constexpr fc::hook_description<device> about_coap{
    .id = fc::port::hooks::coap,
    .name = "coap",
    .policy = fc::hook_policy::single,
    .layout = fc::layout_of<fc::abi::coap_fields>,
};

} // namespace

// Every member, used or not.
template class fc::engine<device>;
template class fc::hook<fc::port::tick, device>;
template class fc::byte_hook<device>;

std::uint64_t run_tiny(std::span<const std::uint8_t> text, std::span<std::uint8_t> context) {
    return verify_and_run<with_helper<fc::tiny>>(text, context);
}

std::uint64_t run_defaults(std::span<const std::uint8_t> text, std::span<std::uint8_t> context) {
    return verify_and_run<with_helper<fc::defaults>>(text, context);
}

std::uint64_t run_fast(std::span<const std::uint8_t> text, std::span<std::uint8_t> context) {
    return verify_and_run<with_helper<fc::fast>>(text, context);
}

std::uint32_t open_image(std::span<const std::uint8_t> image, std::span<std::uint8_t> buffer) {
    const auto opened = fc::image::open(image, buffer);
    return opened ? opened->sections.entry : opened.at();
}

std::int64_t host(const fc::image::compiled_in& container, std::span<std::uint8_t> image,
                  std::span<const std::uint8_t> request, std::span<std::uint8_t> data) {
    using helpers = fc::helper_set<device::helpers>;
    board firmware;
    fc::engine<device> engine{firmware};
    fc::hook<fc::port::tick, device> on_tick{engine, about_tick};
    fc::hook<fc::abi::coap_context<64>, device> on_coap{engine, about_coap};
    const auto tenant = engine.add_tenant({.helpers = helpers::all(),
                                           .hooks = fc::hook_set::all(),
                                           .window_slots = 100'000,
                                           .store_entries = 4});
    const auto opened = fc::image::open(image);
    if (!tenant || !opened) {
        return -1;
    }
    const auto ticking = engine.load(*tenant, container, data);
    const auto asks = fc::helpers_called<device::helpers>(opened->sections.text);
    const auto answering =
        engine.load(*tenant, opened->sections, data, asks ? *asks : helpers::all());
    if (!ticking || !answering || !engine.attach(*ticking, on_tick) ||
        !engine.attach(*answering, on_coap, {.built_for = opened->notes.fingerprint})) {
        return -2;
    }
    fc::port::tick tick{};
    on_tick.fire(tick);
    fc::abi::coap_context<64> event;
    auto response = fc::abi::coap_response::to<device>(event, request);
    if (!response) {
        return -3;
    }
    const auto fired = on_coap.fire(event, &*response);
    return static_cast<std::int64_t>(response->finish(fired.value).size());
}
