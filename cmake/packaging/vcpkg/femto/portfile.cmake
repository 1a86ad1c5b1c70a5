# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# An overlay port packages the tree it stands in:
#   vcpkg install femto --overlay-ports=<femto>/cmake/packaging/vcpkg
# A registry's copy of this file starts with vcpkg_from_github instead of this line.
get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../../../.." ABSOLUTE)

set(VCPKG_BUILD_TYPE release) # header-only

vcpkg_cmake_configure(
  SOURCE_PATH "${SOURCE_PATH}"
  OPTIONS
    -DFEMTO_BUILD_TOOLS=OFF
    -DFEMTO_BUILD_EXAMPLES=OFF
    -DFEMTO_BUILD_TESTS=OFF
    -DFEMTO_BUILD_BENCH=OFF)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH share/cmake/femto)
vcpkg_fixup_pkgconfig()

file(INSTALL "${CMAKE_CURRENT_LIST_DIR}/usage" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
