// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "differential/rigs.hpp"

#include <femto/vm.hpp>

// The loops with a label for each opcode, once for all targets and without optimisation: with it and the
// checks of sanitizers clang 14 spends half a minute on each.
#ifdef FEMTO_FUZZ_LOOPS_ARE_HERE
#define FEMTO_FUZZ_LOOP template
#else
#define FEMTO_FUZZ_LOOP extern template
#endif

namespace fc::detail {

template <class Config>
using machine_of = machine<semantics_of<Config>>;
using handlers_of_loop = const void* const*;

FEMTO_FUZZ_LOOP errc run_threaded(machine_of<test::threaded<fc::defaults>>&, const return_stack&);
FEMTO_FUZZ_LOOP errc run_threaded(machine_of<test::threaded<test::over_segments>>&,
                                  const return_stack&);
FEMTO_FUZZ_LOOP errc run_threaded(machine_of<test::threaded<test::over_addresses>>&,
                                  const return_stack&);
FEMTO_FUZZ_LOOP errc run_decoded(machine_of<test::decoded<fc::defaults>>*, const return_stack&,
                                 const cell*, handlers_of_loop*);
FEMTO_FUZZ_LOOP errc run_decoded(machine_of<test::decoded<test::over_segments>>*,
                                 const return_stack&, const cell*, handlers_of_loop*);
FEMTO_FUZZ_LOOP errc run_decoded(machine_of<test::decoded<test::over_addresses>>*,
                                 const return_stack&, const cell*, handlers_of_loop*);

} // namespace fc::detail

#undef FEMTO_FUZZ_LOOP
