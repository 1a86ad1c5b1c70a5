# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# What can be known of the vcpkg port without vcpkg, which is no distribution package and downloads
# its tools: the manifests, and that the port's own options leave an install tree that keeps vcpkg's
# rules for header-only ports. cmake/packaging/README.md states what is left to a machine that has it.
#   cmake -DFEMTO_SOURCE=<tree> -DFEMTO_VERSION=<x.y.z> -DCXX=<c++> -DGENERATOR=<name>
#         -DSCRATCH=<folder> -P vcpkg.cmake
cmake_policy(VERSION 3.25)

set(port ${FEMTO_SOURCE}/cmake/packaging/vcpkg/femto)

function(require condition_text)
  if(NOT (${ARGN}))
    message(SEND_ERROR "${condition_text}")
  endif()
endfunction()

# Both manifests are JSON and speak of the version in version.hpp.
foreach(manifest ${FEMTO_SOURCE}/vcpkg.json ${port}/vcpkg.json)
  file(READ ${manifest} json)
  foreach(field name version-semver description license)
    string(JSON ${field} ERROR_VARIABLE error GET "${json}" ${field})
    require("${manifest}: ${field}: ${error}" error STREQUAL "NOTFOUND")
  endforeach()
  require("${manifest}: the name is ${name}" name STREQUAL "femto")
  require("${manifest}: ${version-semver} is not ${FEMTO_VERSION}"
    version-semver STREQUAL FEMTO_VERSION)
  require("${manifest}: the licence is ${license}" license STREQUAL "MIT")
endforeach()

# Helper ports must be host dependencies, or they would be built for the target.
foreach(index 0 1)
  string(JSON helper GET "${json}" dependencies ${index} name)
  string(JSON host GET "${json}" dependencies ${index} host)
  require("${helper} is not a host dependency" helper MATCHES "^vcpkg-cmake(-config)?$" AND host)
endforeach()

# Configure and install with the options the port passes, read from the port.
file(READ ${port}/portfile.cmake portfile)
string(REGEX MATCHALL "-DFEMTO_[A-Z_]+=[A-Z]+" options "${portfile}")
list(LENGTH options option_count)
require("the port turns nothing off" option_count GREATER_EQUAL 4)

file(REMOVE_RECURSE ${SCRATCH})
set(package ${SCRATCH}/package)
execute_process(
  COMMAND ${CMAKE_COMMAND} -S ${FEMTO_SOURCE} -B ${SCRATCH}/build -G ${GENERATOR}
    -DCMAKE_CXX_COMPILER=${CXX} -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF ${options}
  COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
execute_process(
  COMMAND ${CMAKE_COMMAND} --install ${SCRATCH}/build --prefix ${package}
  COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)

# vcpkg's post-build checks, as far as they concern headers.
foreach(absent lib debug bin)
  require("a header-only port must not install ${absent}" NOT EXISTS ${package}/${absent})
endforeach()
string(REGEX MATCH "CONFIG_PATH ([a-z/]+)" found "${portfile}")
require("${CMAKE_MATCH_1} does not hold femto-config.cmake"
  EXISTS ${package}/${CMAKE_MATCH_1}/femto-config.cmake)
foreach(module femto_containers femto_embed femto_firmware toolchains/cortex-m4)
  require("${CMAKE_MATCH_1} does not hold ${module}.cmake"
    EXISTS ${package}/${CMAKE_MATCH_1}/${module}.cmake)
endforeach()
require("there is no pkg-config file" EXISTS ${package}/share/pkgconfig/femto.pc)
require("there is no header" EXISTS ${package}/include/femto/version.hpp)
file(GLOB empty LIST_DIRECTORIES true ${package}/include/*)
require("only femto/ may stand in include/, not ${empty}" empty STREQUAL "${package}/include/femto")
file(GLOB_RECURSE texts ${package}/share/*)
foreach(text IN LISTS texts)
  file(READ ${text} content)
  string(FIND "${content}" "${SCRATCH}" place)
  require("${text} holds an absolute path" place EQUAL -1)
endforeach()

# What the port installs by hand.
require("there is no usage file" EXISTS ${port}/usage)
require("there is no LICENSE" EXISTS ${FEMTO_SOURCE}/LICENSE)

# With a checkout of vcpkg at hand the portfile itself runs, under vcpkg's own scripts as its tool
# would start them. (No RPATH pass: it downloads patchelf, and there is nothing to patch.)
set(vcpkg "$ENV{VCPKG_ROOT}")
if(NOT EXISTS ${vcpkg}/scripts/ports.cmake)
  return()
endif()
set(out ${SCRATCH}/vcpkg)
set(port_configs
  ${vcpkg}/ports/vcpkg-cmake/vcpkg-port-config.cmake
  ${vcpkg}/ports/vcpkg-cmake-config/vcpkg-port-config.cmake)
find_program(ninja ninja REQUIRED)
find_program(git git REQUIRED)
execute_process(
  COMMAND ${CMAKE_COMMAND} -DCMD=BUILD -DPORT=femto -DVERSION=${FEMTO_VERSION} -DFEATURES=core
    -DTARGET_TRIPLET=x64-linux -D_HOST_TRIPLET=x64-linux
    -DTARGET_TRIPLET_FILE=${vcpkg}/triplets/x64-linux.cmake -DVCPKG_ROOT_DIR=${vcpkg}
    -DBUILDTREES_DIR=${out}/buildtrees -DPACKAGES_DIR=${out}/packages -DDOWNLOADS=${out}/downloads
    -D_VCPKG_INSTALLED_DIR=${out}/installed -DCURRENT_PORT_DIR=${port}
    -DVCPKG_BASE_VERSION=2999-01-01 -DGIT=${git} -DNINJA=${ninja} -DVCPKG_CONCURRENCY=2
    -DVCPKG_FIXUP_ELF_RPATH=OFF "-DVCPKG_PORT_CONFIGS=${port_configs}"
    -P ${vcpkg}/scripts/ports.cmake
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT status EQUAL 0)
  message("${output}")
  message(FATAL_ERROR "the portfile ended with ${status}")
endif()
set(share ${out}/packages/femto_x64-linux/share/femto)
foreach(file copyright usage femto-config.cmake femto-targets.cmake)
  require("the port did not install ${file}" EXISTS ${share}/${file})
endforeach()
