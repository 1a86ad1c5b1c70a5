// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#include "station.hpp"

#include <femto/port/posix/arrow_keys.hpp>
#include <femto/port/posix/keyboard.hpp>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

using fc::platform::key;

constexpr int steps_max = 36'000; // an hour of the station's time
constexpr int steps_per_turn = 20;
constexpr int characters_max = 1'000;
constexpr std::size_t waiting_max = 4; // keys pressed ahead, on a terminal

/// What somebody types: the keypad by its letters or the arrow keys, a to ask, q to leave.
class typist {
public:
    enum class wish { nothing, press, ask, leave };

    wish take(char typed) {
        key_ = arrows_.take(typed);
        switch (typed) {
        case 'r': key_ = key::right; break;
        case 'u': key_ = key::up; break;
        case 'd': key_ = key::down; break;
        case 'l': key_ = key::left; break;
        case 'a': return wish::ask;
        case 'q': return wish::leave;
        default: break;
        }
        return key_ == key::none ? wish::nothing : wish::press;
    }
    key pressed() const { return key_; }

private:
    fc::posix::arrow_keys arrows_{};
    key key_ = key::none;
};
using wish = typist::wish;

std::string picture(const station& of) {
    const std::string edge = "+" + std::string(of.display_row(0).size(), '-') + "+\n";
    std::string out = edge;
    for (std::size_t row = 0; !of.display_row(row).empty(); ++row) {
        out.append("|").append(of.display_row(row)).append("|\n");
    }
    return out + edge;
}

/// A tour of what can be asked over CoAP, and of what cannot.
void ask(station& it) {
    for (const char path : {'t', 'h', 'l', 's', 'x'}) {
        std::printf("GET /%c: %s\n", path, it.get(path).c_str());
    }
}

/// Presses a key, lets two seconds pass, and looks at the display.
void turn(station& it, key pressed) {
    constexpr const char* names[] = {"right", "up", "down", "left", "no key"};
    for (int step = 0; step < steps_per_turn; ++step) {
        it.step(step == 0 ? pressed : key::none);
    }
    std::printf("%s:\n%s", names[static_cast<std::size_t>(pressed)], picture(it).c_str());
}

/// Turn by turn, as fast as it goes: `next` gives what is typed, or nothing at the end.
template <class Next>
void play(station& it, Next&& next) {
    typist who;
    turn(it, key::none);
    for (int i = 0; i < characters_max; ++i) {
        const auto typed = next();
        const wish what = typed ? who.take(*typed) : wish::leave;
        if (what == wish::leave) {
            return;
        }
        if (what == wish::press) {
            turn(it, who.pressed());
        } else if (what == wish::ask) {
            ask(it);
        }
    }
}

/// In front of a terminal, which shows the display as it is, in place.
void watch(station& it, fc::posix::keyboard& keys) {
    typist who;
    std::deque<key> waiting;
    std::string shown;
    bool leaves = false;
    const auto hear = [&](char typed) {
        const wish what = who.take(typed);
        leaves = leaves || what == wish::leave;
        if (what == wish::press && waiting.size() < waiting_max) {
            waiting.push_back(who.pressed());
            waiting.push_back(key::none); // and let go
        } else if (what == wish::ask) {
            ask(it);
            shown.clear();
        }
    };
    for (int step = 0; step < steps_max && !leaves && keys.is_open(); ++step) {
        it.step(waiting.empty() ? key::none : waiting.front());
        if (!waiting.empty()) {
            waiting.pop_front();
        }
        if (const std::string now = picture(it); now != shown) {
            std::printf("%s%s", shown.empty() ? "" : "\x1b[4A", now.c_str());
            std::fflush(stdout);
            shown = now;
        }
        keys.listen(std::chrono::milliseconds{station::step_ms}, hear);
    }
}

int main() {
    station it;
    if (!it.begin()) {
        return 1;
    }
    std::puts("l r u d or the arrow keys: the keypad. a asks over CoAP, q leaves.");
    fc::posix::keyboard keys;
    switch (keys.from()) {
    case fc::posix::keys_from::terminal: watch(it, keys); break;
    case fc::posix::keys_from::pipe: play(it, [&] { return keys.read_key({}); }); break;
    case fc::posix::keys_from::nobody: {
        std::puts("Nobody is at the keyboard: the firmware presses the keys.");
        std::string_view rest = "rrudla";
        play(it, [&] {
            const auto typed = rest.empty() ? std::nullopt : std::optional{rest.front()};
            rest.remove_prefix(typed ? 1 : 0);
            return typed;
        });
        break;
    }
    }
    if (it.fault() != fc::errc::ok) {
        std::printf("A container was stopped: %s\n", fc::message(it.fault()));
        return 1;
    }
}
