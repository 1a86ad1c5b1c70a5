# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# What `cmake --install` leaves behind. Everything goes below the data directory and nothing below
# lib/: the package is the same for every architecture, and vcpkg refuses a header-only port that
# has a lib folder.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(femto_package_dir ${CMAKE_INSTALL_DATADIR}/cmake/femto)

install(TARGETS femto EXPORT femto-targets FILE_SET HEADERS)
install(EXPORT femto-targets NAMESPACE femto:: DESTINATION ${femto_package_dir})

# Before 1.0 a minor version may break its users. ARCH_INDEPENDENT, or a package made on a 64-bit
# host would be refused by a 32-bit cross build.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/femto-config-version.cmake
  COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
configure_file(${PROJECT_SOURCE_DIR}/cmake/femto-config.cmake.in
  ${PROJECT_BINARY_DIR}/femto-config.cmake @ONLY)
install(FILES
  ${PROJECT_BINARY_DIR}/femto-config.cmake
  ${PROJECT_BINARY_DIR}/femto-config-version.cmake
  ${PROJECT_SOURCE_DIR}/cmake/femto_containers.cmake
  ${PROJECT_SOURCE_DIR}/cmake/femto_embed.cmake
  ${PROJECT_SOURCE_DIR}/cmake/femto_firmware.cmake
  DESTINATION ${femto_package_dir})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/cmake/toolchains DESTINATION ${femto_package_dir})

# The .pc file finds its prefix from its own place, so that an install tree can be moved.
file(RELATIVE_PATH femto_pc_to_prefix
  /${CMAKE_INSTALL_DATADIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" femto_pc_to_prefix "${femto_pc_to_prefix}")
set(femto_pc_includedir "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
if(IS_ABSOLUTE "${CMAKE_INSTALL_INCLUDEDIR}") # then the headers are where they are
  set(femto_pc_includedir ${CMAKE_INSTALL_INCLUDEDIR})
endif()
configure_file(${PROJECT_SOURCE_DIR}/cmake/femto.pc.in ${PROJECT_BINARY_DIR}/femto.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/femto.pc DESTINATION ${CMAKE_INSTALL_DATADIR}/pkgconfig)
