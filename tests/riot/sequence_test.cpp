// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Everything in any order: whoever uses the interface wrongly gets errors and nothing worse.
#include "stage.hpp"

#include <array>
#include <random>

namespace fc::test {
namespace {

class somebody {
public:
    explicit somebody(unsigned seed) : random_{seed} {}

    void do_something() {
        const auto it = any_container();
        const auto hook = any_hook();
        femto_image_t from = any_image();
        std::uint64_t context = 1;
        switch (below(14)) {
        case 0: containers_[below(containers_.size())] = femto_load(&from, nullptr); break;
        case 1: containers_[below(containers_.size())] = femto_replace(it, &from, nullptr); break;
        case 2: static_cast<void>(femto_unload(it)); break;
        case 3: static_cast<void>(femto_attach(it, hook, nullptr)); break;
        case 4: static_cast<void>(femto_detach(it)); break;
        case 5: static_cast<void>(femto_run(it, &context, below(9), nullptr)); break;
        case 6: static_cast<void>(femto_start(it, nullptr, 0)); break;
        case 7: static_cast<void>(femto_stop(it)); break;
        case 8: static_cast<void>(femto_poll(below(200), nullptr)); break;
        case 9: static_cast<void>(femto_release(it)); break;
        case 10: static_cast<void>(femto_hook_fire(hook, &context, 8, nullptr)); break;
        case 11: femto_vm_switched(below(4), below(4)); break;
        case 12: write_slot(); break;
        default: {
            std::uint8_t out[32];
            const std::uint8_t get[] = {0x40, 0x01, 0, 1};
            static_cast<void>(femto_vm_answer(hook, get, sizeof get, out, sizeof out));
        }
        }
    }

private:
    static constexpr std::array<const char*, 4> names{"a", "b", "c", "d"};

    unsigned below(std::size_t limit) { return static_cast<unsigned>(random_() % limit); }
    femto_container_t any_container() { return containers_[below(containers_.size())]; }
    femto_hook_t any_hook() { return static_cast<femto_hook_t>(static_cast<int>(below(10)) - 1); }
    femto_image_t any_image() {
        femto_image_t out{};
        const std::size_t which = below(names.size());
        const char* const name = names[which];
        if (below(4) == 0 && femto_slot_image(below(3), 1 + below(100), name, &out) == 0) {
            return out;
        }
        out = images_[below(images_.size())].named(name);
        if (below(2) != 0) {
            out.data = room_[which].data();
            out.data_size = room_[which].size();
        }
        out.size -= below(8) == 0 ? below(out.size) : 0;
        return out;
    }
    void write_slot() {
        const packed& from = images_[below(images_.size())];
        const std::size_t at = below(from.size);
        static_cast<void>(
            femto_slot_write(below(3), at, &from.bytes[at], 1 + below(from.size - at)));
    }

    std::mt19937 random_;
    std::array<femto_container_t, 12> containers_{};
    std::array<std::array<std::uint8_t, 16>, 4> room_{};
    const std::array<packed, 5> images_{packed{count_up}, packed{for_ever}, packed{wild},
                                        packed{forty_two},
                                        packed{sections{.text = forty_two, .bss_bytes = 8}}};
};

TEST_CASE("in any order, with any handles, everything ends in a result or an error",
          "[riot sequence]") {
    for (unsigned seed = 1; seed <= 100; ++seed) {
        CAPTURE(seed);
        stage on;
        static_cast<void>(thread_hook());
        static_cast<void>(isr_hook());
        somebody it{seed};
        for (int i = 0; i < 2000; ++i) {
            host().now_us += 100;
            it.do_something();
            REQUIRE(host().masked == 0);
            REQUIRE(host().locked == 0);
        }
        stage::unload_all();
        CHECK(femto_hook_fire(thread_hook(), nullptr, 0, nullptr) == 0);
    }
}

} // namespace
} // namespace fc::test
