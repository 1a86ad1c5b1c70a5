// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What the C files of the module want of femto: the second half of femto_riot_seam.h.

#include "vm/answer.hpp"
#include "vm/here.hpp"

using femto_riot::app_hook;
using femto_riot::here;
using femto_riot::thread_guard;

#ifdef MODULE_FEMTO_RIOT_COAP
static femto_riot::answerer answerer;
#endif

extern "C" {

void femto_vm_switched([[maybe_unused]] uint32_t previous, [[maybe_unused]] uint32_t next)
{
#ifdef MODULE_FEMTO_RIOT_SCHED
    // Not on the stack of interrupts, which is short; they are masked, so nobody else comes here.
    static fc::port::thread_switch event;
    event = {previous, next};
    static_cast<void>(here.hooks.sched.fire(event));
#endif
}

void femto_vm_tick([[maybe_unused]] uint32_t now_us, [[maybe_unused]] uint32_t period_us,
                   [[maybe_unused]] uint32_t count, [[maybe_unused]] uint32_t missed)
{
#ifdef MODULE_FEMTO_RIOT_TIMER
    const fc::port::tick event{now_us, period_us, count, missed};
    static_cast<void>(here.hooks.timer.fire(event));
#endif
}

size_t femto_vm_answer([[maybe_unused]] femto_hook_t hook, [[maybe_unused]] const uint8_t *request,
                       [[maybe_unused]] size_t size, [[maybe_unused]] uint8_t *out,
                       [[maybe_unused]] size_t out_size)
{
#ifdef MODULE_FEMTO_RIOT_COAP
    const thread_guard held{}; // until the response is copied
    app_hook *const own = here.hooks.find_app(hook);
    const bool is_own = own != nullptr && own->about.where == fc::fired_from::threads;
    if (!is_own && hook != FEMTO_HOOK_COAP) {
        return 0;
    }
    const auto made = answerer.answer(is_own ? own->on : here.hooks.coap, {request, size});
    if (made.empty() || made.size() > out_size) {
        return 0;
    }
    std::memcpy(out, made.data(), made.size());
    return made.size();
#else
    return 0;
#endif
}

#ifdef MODULE_FEMTO_RIOT_UPDATE

int femto_vm_update_begin(const femto_update_about_t *about)
{
    FEMTO_NOT_IN_ISR;
    FEMTO_WANTS(about != nullptr && about->vendor != nullptr && about->device_class != nullptr &&
                about->root_key != nullptr &&
                (about->first_tenants != nullptr || about->first_tenants_size == 0));
    return here.deployed.has_begun() ? FEMTO_ERR_WRONG_STATE
                                     : static_cast<int>(here.deployed.begin(*about).error());
}

int femto_vm_update_poll(void)
{
    FEMTO_NOT_IN_ISR;
    return here.deployed.has_begun() ? static_cast<int>(here.deployed.poll().error())
                                     : FEMTO_ERR_WRONG_STATE;
}

size_t femto_vm_manage(const uint8_t *request, size_t size, const femto_peer_t *from,
                       uint32_t observed, uint8_t *out, size_t out_size)
{
    const thread_guard held{};
    return here.deployed.has_begun()
               ? here.deployed.reply({request, size}, *from, observed, {out, out_size})
               : 0;
}

size_t femto_vm_notify(const char *path, const uint8_t *head, size_t head_size,
                       const femto_peer_t *from, uint32_t observed, uint8_t *out, size_t out_size)
{
    const thread_guard held{};
    return here.deployed.has_begun()
               ? here.deployed.notify(path, {head, head_size}, *from, observed, {out, out_size})
               : 0;
}

uint32_t femto_vm_version(const char *path)
{
    const thread_guard held{};
    return here.deployed.version(path);
}

size_t femto_vm_link(const char *path, char *out, size_t out_size)
{
    return femto_riot::write_link(path, {reinterpret_cast<uint8_t *>(out), out_size});
}

bool femto_vm_errand(femto_errand_t *out)
{
    const thread_guard held{};
    return here.deployed.errand(*out);
}

int femto_vm_bring(uint32_t number, const void *bytes, size_t size)
{
    FEMTO_NOT_IN_ISR;
    return static_cast<int>(
        here.deployed.bring(number, {static_cast<const std::uint8_t *>(bytes), size}));
}

int femto_vm_brought(uint32_t number)
{
    FEMTO_NOT_IN_ISR;
    return static_cast<int>(here.deployed.brought(number));
}

void femto_vm_give_up(uint32_t number)
{
    const thread_guard held{};
    here.deployed.give_up(number);
}

#endif

} // extern "C"
