// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Bad input: what is refused, by which error, and that nothing has changed then.
#include "stage.hpp"

#include <initializer_list>

namespace fc::test {
namespace {

TEST_CASE("null pointers and numbers out of range are refused", "[riot refusals]") {
    stage on;
    const packed image{forty_two};
    const auto it = on.load(image);
    femto_image_t from = image.named("other");
    femto_info_t info{};
    femto_image_t described{};

    CHECK(femto_tenant_add(nullptr) == FEMTO_ERR_ARGUMENT);
    CHECK(femto_hook_add(nullptr) == FEMTO_ERR_ARGUMENT);
    CHECK(femto_hook_find(nullptr) == FEMTO_ERR_ARGUMENT);
    CHECK(femto_load(nullptr, nullptr) == FEMTO_ERR_ARGUMENT);
    CHECK(femto_load_builtin(nullptr, nullptr) == FEMTO_ERR_ARGUMENT);
    CHECK(femto_replace(it, nullptr, nullptr) == FEMTO_ERR_ARGUMENT);
    CHECK(femto_find(nullptr) == FEMTO_ERR_ARGUMENT);
    CHECK(femto_info(it, nullptr) == FEMTO_ERR_ARGUMENT);
    CHECK(femto_fault(0, nullptr) == FEMTO_ERR_ARGUMENT);
    CHECK(femto_store_get(1, nullptr) == FEMTO_ERR_ARGUMENT);
    CHECK(femto_slot_write(0, 0, nullptr, 1) == FEMTO_ERR_ARGUMENT);
    CHECK(femto_slot_image(0, 1, nullptr, &described) == FEMTO_ERR_ARGUMENT);
    CHECK(femto_slot_image(0, 1, "name", nullptr) == FEMTO_ERR_ARGUMENT);

    from.name = nullptr;
    CHECK(femto_load(&from, nullptr) == FEMTO_ERR_ARGUMENT);
    from = image.named("other");
    from.image = nullptr;
    CHECK(femto_load(&from, nullptr) == FEMTO_ERR_ARGUMENT);
    from = image.named("other");
    from.data_size = 8; // of nothing
    CHECK(femto_load(&from, nullptr) == FEMTO_ERR_ARGUMENT);
    from = image.named("other");
    from.tenant = -1;
    CHECK(femto_load(&from, nullptr) == FEMTO_ERR_ARGUMENT);
    from.tenant = 100;
    CHECK(femto_load(&from, nullptr) == FEMTO_ERR_NO_SUCH_TENANT);

    auto params = about(nullptr);
    CHECK(femto_hook_add(&params) == FEMTO_ERR_ARGUMENT);
    params = about("fresh");
    params.policy = 5;
    CHECK(femto_hook_add(&params) == FEMTO_ERR_ARGUMENT);
    params = about("sched");
    CHECK(femto_hook_add(&params) == FEMTO_ERR_NAME);
    CHECK(femto_info(it, &info) == 0);
}

TEST_CASE("handles of nothing are refused", "[riot refusals]") {
    stage on;
    femto_info_t info{};
    for (const femto_container_t none : {-1, -77, 0, 7, 255, 0xFFFF, 0x10000, 0x7FFFFFFF}) {
        CAPTURE(none);
        CHECK(femto_unload(none) == FEMTO_ERR_NO_SUCH_CONTAINER);
        CHECK(femto_attach(none, thread_hook(), nullptr) == FEMTO_ERR_NO_SUCH_CONTAINER);
        CHECK(femto_detach(none) == FEMTO_ERR_NO_SUCH_CONTAINER);
        CHECK(femto_run(none, nullptr, 0, nullptr) == FEMTO_ERR_NO_SUCH_CONTAINER);
        CHECK(femto_start(none, nullptr, 0) == FEMTO_ERR_NO_SUCH_CONTAINER);
        CHECK(femto_stop(none) == FEMTO_ERR_NO_SUCH_CONTAINER);
        CHECK(femto_release(none) == FEMTO_ERR_NO_SUCH_CONTAINER);
        CHECK(femto_info(none, &info) == FEMTO_ERR_NO_SUCH_CONTAINER);
    }
    const packed image{forty_two};
    const auto it = on.load(image);
    for (const femto_hook_t none : std::initializer_list<femto_hook_t>{-1, 8, 9, 32, 255, 0x7FFF}) {
        CAPTURE(none);
        CHECK(femto_attach(it, none, nullptr) == FEMTO_ERR_NO_SUCH_HOOK);
        CHECK(femto_hook_fire(none, nullptr, 0, nullptr) == FEMTO_ERR_NO_SUCH_HOOK);
    }
    // Those of the launchpads are fired by them alone.
    CHECK(femto_hook_fire(FEMTO_HOOK_SCHED, nullptr, 0, nullptr) == FEMTO_ERR_NO_SUCH_HOOK);
}

TEST_CASE("two containers do not have one name", "[riot refusals]") {
    stage on;
    const packed image{forty_two};
    const auto a = on.attach(image, thread_hook(), "a");
    on.load(image, "b");
    const femto_image_t again = image.named("a");
    CHECK(femto_load(&again, nullptr) == FEMTO_ERR_NAME);
    const femto_image_t other = image.named("b");
    CHECK(femto_replace(a, &other, nullptr) == FEMTO_ERR_NAME);
}

TEST_CASE(
    "every cut and every bit that flips in an image ends in an error or a container that runs",
    "[riot refusals]") {
    stage on;
    packed image{count_up};
    const auto try_it = [&](const femto_image_t& from) {
        std::uint8_t context[2] = {1, 2};
        const auto made = femto_load(&from, nullptr);
        if (made >= 0) {
            static_cast<void>(femto_run(made, context, 1, nullptr));
            CHECK(context[1] == 2);
            CHECK(femto_unload(made) == 0);
        }
    };
    for (std::size_t size = 0; size < image.size; ++size) {
        femto_image_t cut = image.named("it");
        cut.size = size;
        try_it(cut);
    }
    for (std::size_t bit = 0; bit < image.size * 8; ++bit) {
        image.bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        try_it(image.named("it"));
        image.bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    }
    CHECK(femto_next(-1) == FEMTO_ERR_NO_SUCH_CONTAINER);
}

TEST_CASE("an error says where it is", "[riot refusals]") {
    stage on;
    std::uint32_t at = 99;
    const packed unknown{assembled<R"(
        r0 = 0
        call 0x77
        exit
    )">};
    femto_image_t from = unknown.named("it");
    CHECK(femto_load(&from, &at) == FEMTO_ERR_HELPER_NOT_OFFERED);
    CHECK(at == 0x77);
    const packed good{forty_two};
    from = good.named("it");
    from.size -= 1;
    CHECK(femto_load(&from, &at) < 0);
    CHECK(at != 0x77);
}

TEST_CASE("an error that is nowhere does not keep the place of one before", "[riot refusals]") {
    stage on;
    const packed image{forty_two};
    const auto it = on.load(image, "it");
    const femto_image_t again = image.named("it");
    std::uint32_t at = 99;
    CHECK(femto_load(&again, &at) == FEMTO_ERR_NAME);
    CHECK(at == 0);
    at = 99;
    CHECK(femto_load(nullptr, &at) == FEMTO_ERR_ARGUMENT);
    CHECK(at == 0);
    at = 99;
    CHECK(femto_load_builtin("none", &at) == FEMTO_ERR_NO_SUCH_CONTAINER);
    CHECK(at == 0);
    at = 99;
    CHECK(femto_attach(it, FEMTO_HOOK_NONE, &at) == FEMTO_ERR_NO_SUCH_HOOK);
    CHECK(at == 0);
    at = 99;
    CHECK(femto_replace(it, nullptr, &at) == FEMTO_ERR_ARGUMENT);
    CHECK(at == 0);
    at = 99;
    const femto_image_t other = image.named("other");
    const auto second = femto_load(&other, &at);
    CHECK(second >= 0);
    CHECK(at == 0);
}

TEST_CASE("an image that is not on a boundary of its instructions is refused", "[riot refusals]") {
    stage on;
    const packed image{forty_two};
    alignas(8) std::array<std::uint8_t, 520> moved{};
    for (std::size_t i = 0; i < image.size; ++i) {
        moved[i + 1] = image.bytes[i];
    }
    const femto_image_t from{"it", &moved[1], image.size, nullptr, 0, 0};
    CHECK(femto_load(&from, nullptr) == FEMTO_ERR_MISALIGNED_TEXT);
}

TEST_CASE("every error that has a name in C has its sentence", "[riot refusals]") {
    for (const int error : {FEMTO_ERR_HELPER_NOT_GRANTED,
                            FEMTO_ERR_HELPER_NOT_OFFERED,
                            FEMTO_ERR_HELPER_NOT_FOR_ISR,
                            FEMTO_ERR_HOOK_NOT_GRANTED,
                            FEMTO_ERR_BUDGET_NOT_GRANTED,
                            FEMTO_ERR_LAYOUT,
                            FEMTO_ERR_BUDGET_EXHAUSTED,
                            FEMTO_ERR_ILLEGAL_MEMORY,
                            FEMTO_ERR_MISALIGNED_TEXT,
                            FEMTO_ERR_BUFFER_TOO_SMALL,
                            FEMTO_ERR_CONTAINERS_FULL,
                            FEMTO_ERR_TENANTS_FULL,
                            FEMTO_ERR_HOOKS_FULL,
                            FEMTO_ERR_TASKS_FULL,
                            FEMTO_ERR_STORE_FULL,
                            FEMTO_ERR_NO_SUCH_CONTAINER,
                            FEMTO_ERR_NO_SUCH_HOOK,
                            FEMTO_ERR_NO_SUCH_TENANT,
                            FEMTO_ERR_WRONG_STATE,
                            FEMTO_ERR_QUARANTINED,
                            FEMTO_ERR_ARGUMENT,
                            FEMTO_ERR_IN_ISR,
                            FEMTO_ERR_NAME,
                            FEMTO_ERR_NO_SUCH_FAULT,
                            FEMTO_ERR_NO_SUCH_KEY}) {
        CAPTURE(error);
        CHECK(std::string{femto_error_text(error)} != femto_error_text(-127));
    }
    CHECK(std::string{femto_error_text(FEMTO_ERR_ILLEGAL_MEMORY - 256)} == femto_error_text(-127));
}

} // namespace
} // namespace fc::test
