// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/device/helper_names.hpp>
#include <femto/cli/device/hooks.hpp>
#include <femto/cli/device/json.hpp>
#include <femto/cli/hex.hpp>
#include <femto/cli/keys/key.hpp>
#include <femto/cli/text.hpp>
#include <femto/update/cbor/scanner.hpp>
#include <femto/update/key_set.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fc::cli::tenants {

/// Whether devices with this list take a container from anybody.
inline bool may_anybody_sign(const update::key_set& list) {
    for (std::uint32_t i = 0; i < list.key_count(); ++i) {
        if (list.key(i).status == update::key_status::active) {
            return true;
        }
    }
    return false;
}

namespace detail {

inline std::string plain(std::span<const std::uint8_t> text) {
    return on_one_line({reinterpret_cast<const char*>(text.data()), text.size()});
}

inline std::string name_of_hook(std::span<const std::uint8_t> bytes) {
    uuid id;
    std::copy_n(bytes.begin(), std::min(bytes.size(), id.bytes.size()), id.bytes.begin());
    return device::name_of_hook(id);
}

/// Each item of a checked array, as `take` makes it of the reader.
template <class Take>
std::vector<std::string> items_of(const update::checked_items& of, const Take& take) {
    update::cbor::scanner from = of.scan();
    std::vector<std::string> out;
    while (out.size() < of.count) {
        out.push_back(take(from));
    }
    return out;
}

inline std::vector<std::string> texts_of(const update::checked_items& of) {
    return items_of(of, [](update::cbor::scanner& from) { return plain(from.text()); });
}

/// What is granted to a tenant, in the words that descriptions have.
struct granted_words {
    explicit granted_words(const update::tenant_entry& of)
        : identities{texts_of(of.identities)}, hooks{items_of(of.hooks,
                                                              [](update::cbor::scanner& from) {
                                                                  return name_of_hook(from.bytes());
                                                              })},
          helpers{items_of(of.helpers, [](update::cbor::scanner& from) {
              return device::name_of_helper(static_cast<std::uint32_t>(from.uint()));
          })} {
        hooks = of.has_all_hooks ? std::vector<std::string>{"all"} : hooks;
        helpers = of.has_all_helpers ? std::vector<std::string>{"all"} : helpers;
        constexpr std::uint32_t every = ~std::uint32_t{0};
        for (std::uint32_t i = 0; i < 32 && of.slots != every; ++i) {
            if (of.may_use_slot(i)) {
                slots.push_back(std::to_string(i));
            }
        }
        slots = of.slots == every ? std::vector<std::string>{"all"} : slots;
    }

    std::vector<std::string> identities;
    std::vector<std::string> slots{};
    std::vector<std::string> hooks;
    std::vector<std::string> helpers;
};

inline std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& each : words) {
        out += (out.empty() ? "" : ", ") + each;
    }
    return out.empty() ? "none" : out;
}
inline std::string json_words(const char* name, const std::vector<std::string>& words) {
    return device::detail::json_list(name, words,
                                     [](const std::string& word) { return json_string(word); });
}

inline const char* word_of(update::key_status status) {
    return status == update::key_status::active    ? "active"
           : status == update::key_status::retired ? "retired"
                                                   : "revoked";
}

/// A set tells whether somebody is one of them, which is all that a device asks.
inline std::vector<std::string> administrators_in(std::span<const std::uint8_t> list) {
    update::cbor::scanner from{list};
    from.array();
    for (int before = 0; before < 3; ++before) {
        from.skip();
    }
    std::vector<std::string> out;
    for (std::uint32_t left = from.array(); left != 0; --left) {
        out.push_back(plain(from.text()));
    }
    return out;
}

} // namespace detail

/// A list of tenants for people.
/// @param bytes  what `of` was opened from
inline std::string text_of(const update::key_set& of, std::span<const std::uint8_t> bytes) {
    const auto row = [](const char* name, const std::string& value) {
        return "  " + std::string{name} + std::string(15 - std::string_view{name}.size(), ' ') +
               value + "\n";
    };
    std::string out = "list of tenants: " + std::to_string(of.tenant_count()) + " tenants, " +
                      std::to_string(of.key_count()) +
                      " keys; administrators: " + detail::joined(detail::administrators_in(bytes)) +
                      "\n";
    for (std::uint32_t i = 0; i < of.tenant_count(); ++i) {
        const update::tenant_entry each = of.tenant(i);
        const detail::granted_words words{each};
        out += "tenant " + detail::plain(each.name) + "\n" +
               row("identities", detail::joined(words.identities)) +
               row("slots", detail::joined(words.slots)) +
               row("hooks", detail::joined(words.hooks)) +
               row("helpers", detail::joined(words.helpers)) +
               row("budget", std::to_string(each.budget) + " slots per run") +
               row("window", each.window_slots == 0
                                 ? std::string{"no limit"}
                                 : std::to_string(each.window_slots) + " slots per second") +
               row("store", std::to_string(each.store_entries) + " entries");
        for (std::uint32_t k = 0; k < of.key_count(); ++k) {
            const update::tenant_key key = of.key(k);
            if (key.tenant == i) {
                out += row("key", hex_of(key.id) + " (" + keys::name_of(key.scheme) + ", " +
                                      detail::word_of(key.status) + ")");
            }
        }
    }
    return out;
}

/// The same for programs: one object.
inline std::string json_of(const update::key_set& of, std::span<const std::uint8_t> bytes) {
    std::vector<std::uint32_t> numbers(of.tenant_count());
    for (std::uint32_t i = 0; i < numbers.size(); ++i) {
        numbers[i] = i;
    }
    std::vector<std::uint32_t> key_numbers(of.key_count());
    for (std::uint32_t i = 0; i < key_numbers.size(); ++i) {
        key_numbers[i] = i;
    }
    const auto number = [](const char* name, std::uint32_t value) {
        return ", \"" + std::string{name} + "\": " + std::to_string(value);
    };
    const auto key = [&](std::uint32_t index) {
        const update::tenant_key it = of.key(index);
        return "{\"id\": " + json_string(hex_of(it.id)) +
               ", \"type\": " + json_string(keys::name_of(it.scheme)) +
               ", \"status\": " + json_string(detail::word_of(it.status)) +
               ", \"tenant\": " + json_string(detail::plain(of.tenant(it.tenant).name)) + "}";
    };
    const auto all_or = [](const char* name, bool all, const std::string& some) {
        return ", \"" + std::string{name} + "\": " + (all ? "\"all\"" : "[" + some + "]");
    };
    const auto tenant = [&](std::uint32_t index) {
        const update::tenant_entry it = of.tenant(index);
        const detail::granted_words words{it};
        std::string hooks;
        for (const std::string& each : words.hooks) {
            hooks += (hooks.empty() ? "" : ", ") + json_string(each);
        }
        const auto helpers = detail::items_of(
            it.helpers, [](update::cbor::scanner& from) { return std::to_string(from.uint()); });
        const bool has_all_slots = words.slots == std::vector<std::string>{"all"};
        return "{\"name\": " + json_string(detail::plain(it.name)) + ", " +
               detail::json_words("identities", words.identities) +
               all_or("slots", has_all_slots,
                      words.slots.empty() ? "" : detail::joined(words.slots)) +
               all_or("hooks", it.has_all_hooks, hooks) +
               all_or("helpers", it.has_all_helpers,
                      helpers.empty() ? "" : detail::joined(helpers)) +
               number("budget", it.budget) + number("window_slots", it.window_slots) +
               number("store_entries", it.store_entries) + "}";
    };
    return "{\"kind\": \"tenants\", " + device::detail::json_list("tenants", numbers, tenant) +
           ", " + device::detail::json_list("keys", key_numbers, key) + ", " +
           detail::json_words("administrators", detail::administrators_in(bytes)) + "}\n";
}

} // namespace fc::cli::tenants
