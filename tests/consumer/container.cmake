# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# The same for every way that goes through CMake: a firmware with a container compiled in.
femto_bpf_compilers(compilers)
if(compilers)
  list(GET compilers 0 compiler)
  femto_add_container(answer-to-all SOURCE ${CMAKE_CURRENT_LIST_DIR}/container.c
    FUNCTION answer COMPILER ${compiler} OPTIONS -Wall -Wextra -Werror)
  # One whose header the build makes, with a name that the C library has taken.
  add_custom_command(OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/generated/seconds.h
    COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_CURRENT_LIST_DIR}/seconds.h.in
      ${CMAKE_CURRENT_BINARY_DIR}/generated/seconds.h
    DEPENDS ${CMAKE_CURRENT_LIST_DIR}/seconds.h.in)
  femto_add_container(time SOURCE ${CMAKE_CURRENT_LIST_DIR}/time.c COMPILER ${compiler}
    OPTIONS -I${CMAKE_CURRENT_BINARY_DIR}/generated -Wall -Wextra -Werror
    DEPENDS ${CMAKE_CURRENT_BINARY_DIR}/generated/seconds.h NAMESPACE guests)
  add_executable(container ${CMAKE_CURRENT_LIST_DIR}/container.cpp)
  target_link_libraries(container PRIVATE answer-to-all time)
endif()
