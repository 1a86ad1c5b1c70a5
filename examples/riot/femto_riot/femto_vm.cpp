// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// The one C++ file of the module: femto's engine, behind the C functions of femto_riot.h and of
// femto_riot_seam.h. Each looks at its arguments and takes the lock; what it does is in vm/.

#include "vm/answer.hpp"
#include "vm/host.hpp"
#include "vm/reports.hpp"

#ifdef MODULE_FEMTO_RIOT_MESSAGES
#include <femto/base/message.hpp>
#endif

using femto_riot::app_hook;
using femto_riot::device;
using femto_riot::host;
using femto_riot::thread_guard;

namespace {

/// Firmware does not end, so nothing of this is ever destroyed, and no code for that is linked.
union for_good {
    for_good() : it{} {}
    ~for_good() {}

    host it;
};
for_good storage;
host &here = storage.it;
bool has_begun = false;
#ifdef MODULE_FEMTO_RIOT_COAP
femto_riot::answerer answerer;
#endif

fc::context about(void *context, std::size_t size)
{
    return {static_cast<std::uint8_t *>(context), context != nullptr ? size : 0};
}

/// Also of an error that has no place, so that nobody reads that of one before.
void nowhere(std::uint32_t *at)
{
    if (at != nullptr) {
        *at = 0;
    }
}

} // namespace

// A thread function: its body runs under the lock, and not in interrupts, which cannot wait for it.
#define NOT_IN_ISR                                                                                 \
    if (femto_seam_in_isr()) {                                                                     \
        return FEMTO_ERR_IN_ISR;                                                                   \
    }                                                                                              \
    [[maybe_unused]] const thread_guard held {}
#define WANTS(condition)                                                                           \
    if (!(condition)) {                                                                            \
        return FEMTO_ERR_ARGUMENT;                                                                 \
    }

extern "C" {

int femto_init(void)
{
    NOT_IN_ISR;
    if (has_begun) {
        return 0;
    }
    has_begun = true;
    using rights = fc::tenant_rights<device>;
    const auto firmware = here.engine.add_tenant(
        rights{.helpers = fc::helper_set<device::helpers>::all(),
               .hooks = fc::hook_set::all(),
               .store_entries = device::store_entries < 255 ? device::store_entries : 255});
    int error = static_cast<int>(firmware.error());
    femto_hook_t hook = FEMTO_HOOK_NONE;
    for (unsigned i = 0; const femto_image_t *const each = femto_seam_builtin(i, &hook); ++i) {
        std::uint32_t at = 0;
        int done = here.load(*each, &at);
        if (done >= 0 && hook != FEMTO_HOOK_NONE) {
            done = here.attach(host::id_of(done), hook, &at);
        }
        if (done < 0) {
            error = done;
            femto_seam_refused(each->name, error, at);
        }
    }
    return error;
}

femto_tenant_t femto_tenant_add(const femto_rights_t *rights)
{
    NOT_IN_ISR;
    WANTS(rights != nullptr && (rights->helpers != nullptr || rights->helpers_numof == 0));
    using helpers = fc::helper_set<device::helpers>;
    const auto granted =
        rights->helpers == nullptr
            ? fc::result<helpers>{helpers::all()}
            : fc::helpers_listed<device::helpers>({rights->helpers, rights->helpers_numof});
    if (!granted) {
        return static_cast<femto_tenant_t>(granted.error());
    }
    const auto it = here.engine.add_tenant(
        {.helpers = *granted,
         .hooks = rights->hooks == FEMTO_HOOKS_ALL ? fc::hook_set::all()
                                                   : here.hooks.set_of(rights->hooks),
         .budget = rights->budget != 0 ? rights->budget : device::budget,
         .window_slots = rights->window_slots,
         .store_entries = rights->store_entries});
    return it ? femto_tenant_t{it->index} : static_cast<femto_tenant_t>(it.error());
}

femto_hook_t femto_hook_add(const femto_hook_params_t *params)
{
    NOT_IN_ISR;
    WANTS(params != nullptr && params->name != nullptr &&
          params->policy <= FEMTO_POLICY_ONLY_FIRST);
    if (params->from_isr && device::interrupt_levels == 0) {
        return FEMTO_ERR_HOOKS_FULL;
    }
    return here.hooks.of_name(params->name) >= 0 ? femto_hook_t{FEMTO_ERR_NAME}
                                                 : here.hooks.add(*params);
}

femto_hook_t femto_hook_find(const char *name)
{
    NOT_IN_ISR;
    WANTS(name != nullptr);
    return here.hooks.of_name(name);
}

const char *femto_hook_name(femto_hook_t hook)
{
    const auto *const it = here.hooks.find(hook);
    return it != nullptr ? it->about().name : nullptr;
}

static int fire(femto_hook_t hook, void *context, size_t size, fc::hook_result &out)
{
    app_hook *const it = here.hooks.find_app(hook);
    if (it == nullptr) {
        return FEMTO_ERR_NO_SUCH_HOOK;
    }
    const auto bytes = about(context, size);
    const auto what = it->is_read_only && context != nullptr
                          ? fc::context{static_cast<const std::uint8_t *>(context), size}
                          : bytes;
    if (it->about.where == fc::fired_from::interrupts) {
        // Also from a thread, or an interrupt that another may interrupt.
        const femto_riot::irq_guard masked{};
        out = it->on.fire(what);
    }
    else {
        NOT_IN_ISR;
        out = it->on.fire(what);
    }
    return out.ran;
}

int femto_hook_fire(femto_hook_t hook, void *context, size_t size, femto_fired_t *fired)
{
    fc::hook_result out;
    const int ran = fire(hook, context, size, out);
    if (fired != nullptr) {
        *fired = ran < 0 ? femto_fired_t{0, 0, 0, static_cast<std::int8_t>(ran)}
                         : femto_riot::fired_of(out);
    }
    return ran;
}

femto_container_t femto_load(const femto_image_t *from, uint32_t *at)
{
    nowhere(at);
    NOT_IN_ISR;
    WANTS(from != nullptr);
    return here.load(*from, at);
}

femto_container_t femto_load_builtin(const char *name, uint32_t *at)
{
    nowhere(at);
    NOT_IN_ISR;
    WANTS(name != nullptr);
    femto_hook_t hook = FEMTO_HOOK_NONE;
    for (unsigned i = 0; const femto_image_t *const each = femto_seam_builtin(i, &hook); ++i) {
        if (std::strcmp(each->name, name) == 0) {
            return here.load(*each, at);
        }
    }
    return FEMTO_ERR_NO_SUCH_CONTAINER;
}

const char *femto_builtin(unsigned index)
{
    femto_hook_t hook = FEMTO_HOOK_NONE;
    const femto_image_t *const it = femto_seam_builtin(index, &hook);
    return it != nullptr ? it->name : nullptr;
}

int femto_unload(femto_container_t container)
{
    NOT_IN_ISR;
    return static_cast<int>(here.engine.unload(host::id_of(container)).error());
}

int femto_attach(femto_container_t container, femto_hook_t hook, uint32_t *at)
{
    nowhere(at);
    NOT_IN_ISR;
    return here.attach(host::id_of(container), hook, at);
}

int femto_detach(femto_container_t container)
{
    NOT_IN_ISR;
    return static_cast<int>(here.engine.detach(host::id_of(container)).error());
}

femto_container_t femto_replace(femto_container_t old, const femto_image_t *from, uint32_t *at)
{
    nowhere(at);
    NOT_IN_ISR;
    WANTS(from != nullptr);
    return here.replace(host::id_of(old), *from, at);
}

int femto_run(femto_container_t container, void *context, size_t size, int64_t *r0)
{
    NOT_IN_ISR;
    const auto ran = here.engine.run(host::id_of(container), about(context, size));
    if (ran && r0 != nullptr) {
        *r0 = static_cast<int64_t>(*ran);
    }
    return static_cast<int>(ran.error());
}

int femto_start(femto_container_t container, void *context, size_t size)
{
    NOT_IN_ISR;
    const auto done = here.engine.start(host::id_of(container), about(context, size));
    if (done) {
        femto_seam_started();
    }
    return static_cast<int>(done.error());
}

int femto_stop(femto_container_t container)
{
    NOT_IN_ISR;
    const auto id = host::id_of(container);
    const auto stopped = here.engine.stop(id);
    return static_cast<int>(stopped.error() == fc::errc::wrong_state
                                ? here.engine.detach(id).error()
                                : stopped.error());
}

int femto_poll(uint32_t slots, unsigned *busy)
{
    NOT_IN_ISR;
    unsigned would_go_on = 0;
    const std::size_t left = here.engine.poll(slots, [&](const fc::slice &each) {
        would_go_on += each.what == fc::slice::kind::paused ? 1U : 0U;
    });
    if (busy != nullptr) {
        *busy = would_go_on;
    }
    return static_cast<int>(left);
}

int femto_release(femto_container_t container)
{
    NOT_IN_ISR;
    return static_cast<int>(here.engine.release(host::id_of(container)).error());
}

femto_container_t femto_find(const char *name)
{
    NOT_IN_ISR;
    WANTS(name != nullptr);
    return here.find(name);
}

femto_container_t femto_next(femto_container_t after)
{
    NOT_IN_ISR;
    return here.next(after < 0 ? -1 : host::id_of(after).index);
}

int femto_info(femto_container_t container, femto_info_t *info)
{
    NOT_IN_ISR;
    WANTS(info != nullptr);
    const auto known = here.engine.info(host::id_of(container));
    if (known) {
        *info = femto_riot::info_of(here, *known);
    }
    return static_cast<int>(known.error());
}

int femto_fault(unsigned back, femto_fault_t *fault)
{
    NOT_IN_ISR;
    WANTS(fault != nullptr);
    const femto_riot::irq_guard masked{}; // interrupts may add one
    const auto &log = here.engine.faults();
    for (const fc::fault_report &each : log.kept()) {
        if (log.count() - each.number == back) {
            *fault = femto_riot::fault_of(here, each);
            return 0;
        }
    }
    return FEMTO_ERR_NO_SUCH_FAULT;
}

int femto_store_get(uint32_t key, uint32_t *value)
{
    NOT_IN_ISR;
    WANTS(value != nullptr);
    const femto_riot::irq_guard masked{};
    const auto *const entry = here.engine.store().peek({}, fc::store_scope::global, key);
    if (entry == nullptr) {
        return FEMTO_ERR_NO_SUCH_KEY;
    }
    *value = entry->value;
    return 0;
}

int femto_store_set(uint32_t key, uint32_t value)
{
    NOT_IN_ISR;
    const fc::store_user firmware{.container = 255, .tenant = 0, .quota = 255};
    return static_cast<int>(
        here.engine.store().put(firmware, fc::store_scope::global, key, value).error());
}

int femto_store_erase(uint32_t key)
{
    NOT_IN_ISR;
    return here.engine.store().erase({}, fc::store_scope::global, key) ? 0 : FEMTO_ERR_NO_SUCH_KEY;
}

int femto_store_entry(unsigned index, uint32_t *key, uint32_t *value)
{
    NOT_IN_ISR;
    WANTS(key != nullptr && value != nullptr);
    const femto_riot::irq_guard masked{}; // interrupts may add one
    for (const fc::store_entry &each : here.engine.store().entries()) {
        if (each.in == fc::store_entry::state::global && index-- == 0) {
            *key = each.key;
            *value = each.value;
            return 0;
        }
    }
    return FEMTO_ERR_NO_SUCH_KEY;
}

int femto_slot_write(unsigned slot, size_t offset, const void *bytes, size_t size)
{
    NOT_IN_ISR;
    WANTS(here.slots.has(slot) && bytes != nullptr);
    if (here.is_in_use(slot)) {
        return FEMTO_ERR_WRONG_STATE;
    }
    return here.slots.write(slot, offset, bytes, size) ? 0 : FEMTO_ERR_BUFFER_TOO_SMALL;
}

int femto_slot_image(unsigned slot, size_t size, const char *name, femto_image_t *image)
{
    NOT_IN_ISR;
    WANTS(here.slots.has(slot) && name != nullptr && image != nullptr);
    if (here.is_in_use(slot)) {
        return FEMTO_ERR_WRONG_STATE;
    }
    return here.slots.describe(slot, size, name, *image) ? 0 : FEMTO_ERR_ARGUMENT;
}

const char *femto_error_text([[maybe_unused]] int error)
{
#ifdef MODULE_FEMTO_RIOT_MESSAGES
    switch (error) {
    case FEMTO_ERR_ARGUMENT:
        return "an argument is missing or out of range";
    case FEMTO_ERR_IN_ISR:
        return "interrupts cannot do this";
    case FEMTO_ERR_NAME:
        return "another one has this name";
    case FEMTO_ERR_NO_SUCH_FAULT:
        return "there is no such report";
    case FEMTO_ERR_NO_SUCH_KEY:
        return "the store has no such key";
    default:
        break;
    }
    return error < -128 || error > 127 ? fc::unknown_error.sentence
                                       : fc::message(static_cast<fc::errc>(error));
#else
    return "";
#endif
}

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
    NOT_IN_ISR;
    WANTS(about != nullptr && about->vendor != nullptr && about->device_class != nullptr &&
          about->root_key != nullptr &&
          (about->first_tenants != nullptr || about->first_tenants_size == 0));
    return here.deployed.has_begun() ? FEMTO_ERR_WRONG_STATE
                                     : static_cast<int>(here.deployed.begin(*about).error());
}

int femto_vm_update_poll(void)
{
    NOT_IN_ISR;
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
    NOT_IN_ISR;
    return static_cast<int>(
        here.deployed.bring(number, {static_cast<const std::uint8_t *>(bytes), size}));
}

int femto_vm_brought(uint32_t number)
{
    NOT_IN_ISR;
    return static_cast<int>(here.deployed.brought(number));
}

void femto_vm_give_up(uint32_t number)
{
    const thread_guard held{};
    here.deployed.give_up(number);
}

#endif

} // extern "C"

#undef NOT_IN_ISR
#undef WANTS
