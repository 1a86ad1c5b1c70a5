// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Instantiates the virtual machine in ready-made forms and the reader of images, so that what a
// core's compiler or linker would have to supply shows in the undefined symbols of one object file.
#include <femto/image/open.hpp>
#include <femto/vm.hpp>

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

} // namespace

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
