// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// femto's engine, behind the C functions of femto_riot.h: each looks at its arguments and takes the
// lock; what it does is in vm/.

#include "vm/here.hpp"
#include "vm/reports.hpp"

#ifdef MODULE_FEMTO_RIOT_MESSAGES
#include <femto/base/message.hpp>
#endif

using femto_riot::about;
using femto_riot::app_hook;
using femto_riot::device;
using femto_riot::here;
using femto_riot::host;

femto_riot::for_good femto_riot::storage;

namespace {

bool has_begun = false;

/// Also of an error that has no place, so that nobody reads that of one before.
void nowhere(std::uint32_t *at)
{
    if (at != nullptr) {
        *at = 0;
    }
}

} // namespace

extern "C" {

int femto_init(void)
{
    FEMTO_NOT_IN_ISR;
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
    FEMTO_NOT_IN_ISR;
    FEMTO_WANTS(rights != nullptr && (rights->helpers != nullptr || rights->helpers_numof == 0));
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
    FEMTO_NOT_IN_ISR;
    FEMTO_WANTS(params != nullptr && params->name != nullptr &&
                params->policy <= FEMTO_POLICY_ONLY_FIRST);
    if (params->from_isr && device::interrupt_levels == 0) {
        return FEMTO_ERR_HOOKS_FULL;
    }
    return here.hooks.of_name(params->name) >= 0 ? femto_hook_t{FEMTO_ERR_NAME}
                                                 : here.hooks.add(*params);
}

femto_hook_t femto_hook_find(const char *name)
{
    FEMTO_NOT_IN_ISR;
    FEMTO_WANTS(name != nullptr);
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
        FEMTO_NOT_IN_ISR;
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
    FEMTO_NOT_IN_ISR;
    FEMTO_WANTS(from != nullptr);
    return here.load(*from, at);
}

femto_container_t femto_load_builtin(const char *name, uint32_t *at)
{
    nowhere(at);
    FEMTO_NOT_IN_ISR;
    FEMTO_WANTS(name != nullptr);
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
    FEMTO_NOT_IN_ISR;
    return static_cast<int>(here.engine.unload(host::id_of(container)).error());
}

int femto_attach(femto_container_t container, femto_hook_t hook, uint32_t *at)
{
    nowhere(at);
    FEMTO_NOT_IN_ISR;
    return here.attach(host::id_of(container), hook, at);
}

int femto_detach(femto_container_t container)
{
    FEMTO_NOT_IN_ISR;
    return static_cast<int>(here.engine.detach(host::id_of(container)).error());
}

femto_container_t femto_replace(femto_container_t old, const femto_image_t *from, uint32_t *at)
{
    nowhere(at);
    FEMTO_NOT_IN_ISR;
    FEMTO_WANTS(from != nullptr);
    return here.replace(host::id_of(old), *from, at);
}

int femto_run(femto_container_t container, void *context, size_t size, int64_t *r0)
{
    FEMTO_NOT_IN_ISR;
    const auto ran = here.engine.run(host::id_of(container), about(context, size));
    if (ran && r0 != nullptr) {
        *r0 = static_cast<int64_t>(*ran);
    }
    return static_cast<int>(ran.error());
}

int femto_start(femto_container_t container, void *context, size_t size)
{
    FEMTO_NOT_IN_ISR;
    const auto done = here.engine.start(host::id_of(container), about(context, size));
    if (done) {
        femto_seam_started();
    }
    return static_cast<int>(done.error());
}

int femto_stop(femto_container_t container)
{
    FEMTO_NOT_IN_ISR;
    const auto id = host::id_of(container);
    const auto stopped = here.engine.stop(id);
    return static_cast<int>(stopped.error() == fc::errc::wrong_state
                                ? here.engine.detach(id).error()
                                : stopped.error());
}

int femto_poll(uint32_t slots, unsigned *busy)
{
    FEMTO_NOT_IN_ISR;
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
    FEMTO_NOT_IN_ISR;
    return static_cast<int>(here.engine.release(host::id_of(container)).error());
}

femto_container_t femto_find(const char *name)
{
    FEMTO_NOT_IN_ISR;
    FEMTO_WANTS(name != nullptr);
    return here.find(name);
}

femto_container_t femto_next(femto_container_t after)
{
    FEMTO_NOT_IN_ISR;
    return here.next(after < 0 ? -1 : host::id_of(after).index);
}

int femto_info(femto_container_t container, femto_info_t *info)
{
    FEMTO_NOT_IN_ISR;
    FEMTO_WANTS(info != nullptr);
    const auto known = here.engine.info(host::id_of(container));
    if (known) {
        *info = femto_riot::info_of(here, *known);
    }
    return static_cast<int>(known.error());
}

int femto_fault(unsigned back, femto_fault_t *fault)
{
    FEMTO_NOT_IN_ISR;
    FEMTO_WANTS(fault != nullptr);
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
    FEMTO_NOT_IN_ISR;
    FEMTO_WANTS(value != nullptr);
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
    FEMTO_NOT_IN_ISR;
    const fc::store_user firmware{.container = 255, .tenant = 0, .quota = 255};
    return static_cast<int>(
        here.engine.store().put(firmware, fc::store_scope::global, key, value).error());
}

int femto_store_erase(uint32_t key)
{
    FEMTO_NOT_IN_ISR;
    return here.engine.store().erase({}, fc::store_scope::global, key) ? 0 : FEMTO_ERR_NO_SUCH_KEY;
}

int femto_store_entry(unsigned index, uint32_t *key, uint32_t *value)
{
    FEMTO_NOT_IN_ISR;
    FEMTO_WANTS(key != nullptr && value != nullptr);
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
    FEMTO_NOT_IN_ISR;
    FEMTO_WANTS(here.slots.has(slot) && bytes != nullptr);
    if (here.is_in_use(slot)) {
        return FEMTO_ERR_WRONG_STATE;
    }
    return here.slots.write(slot, offset, bytes, size) ? 0 : FEMTO_ERR_BUFFER_TOO_SMALL;
}

int femto_slot_image(unsigned slot, size_t size, const char *name, femto_image_t *image)
{
    FEMTO_NOT_IN_ISR;
    FEMTO_WANTS(here.slots.has(slot) && name != nullptr && image != nullptr);
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

} // extern "C"
