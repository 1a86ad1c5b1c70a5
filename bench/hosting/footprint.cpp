// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Every member of an engine and of its stores, or with -DVM_ALONE of what it stands on: their
// difference is the engine's code. The arrays are as long as what they are named for.
#include "device.hpp"

#ifdef VM_ALONE
using program = fc::program_of<bench::device>;
template class fc::detail::verifier<fc::semantics_of<bench::device>>;
template fc::result<program> fc::verify<bench::device>(const fc::sections&,
                                                       fc::helper_set<bench::device::helpers>);
using machine = fc::vm<bench::device>;
using suspended = fc::suspended_run<bench::device::call_depth>;
fc::errc start(machine& vm, const fc::instance<program>& instance, const fc::context& about,
               bench::from& by, std::span<std::uint8_t> stack, const suspended* from) {
    return vm.start(instance, about, by, stack, from).error();
}
fc::errc finish(machine& vm, std::uint32_t budget) { return vm.finish(budget); }
fc::result<fc::progress> resume(machine& vm, std::uint32_t budget) { return vm.resume(budget); }
void suspend(machine& vm, suspended& to) { vm.suspend(to); }
template fc::result<fc::instance<fc::program_of<bench::device>>>
fc::instantiate(const fc::program_of<bench::device>&, std::span<std::uint8_t>);
#else
template class fc::stores<fc::platform::no_guard>;
template class fc::engine<bench::device>;
template class fc::hook<bench::thread_switch, bench::device>;

struct one_more_task : bench::device {
    static constexpr std::size_t tasks = bench::device::tasks + 1;
};
char bytes_engine[sizeof(fc::engine<bench::device>)];
char bytes_container[sizeof(fc::detail::container<bench::device>)];
char bytes_task[sizeof(fc::engine<one_more_task>) - sizeof(fc::engine<bench::device>)];
char bytes_hook[sizeof(fc::hook<bench::thread_switch, bench::device>)];
char bytes_store_entry[sizeof(fc::store_entry)];
char bytes_tenant[sizeof(fc::detail::tenant<bench::device>)];
char bytes_fault_report[sizeof(fc::fault_report)];
char bytes_vm[sizeof(fc::vm<bench::device>)];
#endif
