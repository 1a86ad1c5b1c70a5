# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# The same for every way that goes through CMake: a firmware with a container compiled in.
femto_bpf_compilers(compilers)
if(compilers)
  list(GET compilers 0 compiler)
  femto_add_container(answer-to-all SOURCE ${CMAKE_CURRENT_LIST_DIR}/container.c
    FUNCTION answer COMPILER ${compiler} OPTIONS -Wall -Wextra -Werror)
  add_executable(container ${CMAKE_CURRENT_LIST_DIR}/container.cpp)
  target_link_libraries(container PRIVATE answer-to-all)
endif()
