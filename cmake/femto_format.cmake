# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# The two checks of the `tidy` preset. They are targets and not tests: both give other answers with
# other versions of the tools, and the suite must not depend on which version a machine has.
find_program(FEMTO_CLANG_FORMAT NAMES clang-format-14 clang-format)
find_program(FEMTO_RUN_CLANG_TIDY NAMES run-clang-tidy-14 run-clang-tidy)
mark_as_advanced(FEMTO_CLANG_FORMAT FEMTO_RUN_CLANG_TIDY)

if(FEMTO_CLANG_FORMAT)
  file(GLOB_RECURSE formatted CONFIGURE_DEPENDS
    include/*.hpp include/*.h tests/*.hpp tests/*.cpp tests/*.h tests/*.c
    bench/*.hpp bench/*.cpp bench/*.h bench/*.c
    examples/*.hpp examples/*.cpp examples/*.h examples/*.c)
  add_custom_target(format-check
    COMMAND ${FEMTO_CLANG_FORMAT} --dry-run -Werror ${formatted}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    COMMENT "clang-format over the tree"
    VERBATIM)
  add_custom_target(format
    COMMAND ${FEMTO_CLANG_FORMAT} -i ${formatted}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    VERBATIM)
endif()

if(FEMTO_RUN_CLANG_TIDY)
  # The library is templates, so it is read where it is instantiated: through the translation units
  # of the tests and the examples. Not read: guest code (folders named `objects`), code that must
  # not compile (tests/fail), and what other builds make (bench, tests/fuzz, tests/on_target).
  if(DEFINED ENV{CMAKE_BUILD_PARALLEL_LEVEL})
    set(jobs -j $ENV{CMAKE_BUILD_PARALLEL_LEVEL})
  endif()
  add_custom_target(tidy-check
    COMMAND ${FEMTO_RUN_CLANG_TIDY} -quiet ${jobs} -p ${PROJECT_BINARY_DIR}
      "${PROJECT_SOURCE_DIR}/(tests/[a-z]+/[^/]*|examples/(cli|engine|hello|helpers|updates|hosting/[a-z_]+)/[^/]*)[.]cpp$"
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    COMMENT "clang-tidy over the library"
    VERBATIM)
endif()

# femto_tidy_needs(<name> <file>...)
#
# Has generated files made before tidy-check reads the translation units that include them.
function(femto_tidy_needs name)
  if(TARGET tidy-check)
    add_custom_target(tidy-${name} DEPENDS ${ARGN})
    add_dependencies(tidy-check tidy-${name})
  endif()
endfunction()
