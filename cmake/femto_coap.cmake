# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# femto_coap: what <femto/port/posix/coap/...> needs, which is libcoap 3. There is no such target where it
# is missing, and then no network.
#
# FEMTO_COAP_DTLS chooses among the builds of libcoap: `openssl` for pre-shared keys; `gnutls` for raw
# public keys too.
set(FEMTO_COAP_DTLS openssl CACHE STRING "The build of libcoap: openssl or gnutls")
set_property(CACHE FEMTO_COAP_DTLS PROPERTY STRINGS openssl gnutls)

find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(FEMTO_COAP QUIET IMPORTED_TARGET libcoap-3-${FEMTO_COAP_DTLS}>=4.3.1)
endif()
if(TARGET PkgConfig::FEMTO_COAP AND NOT TARGET femto_coap)
  add_library(femto_coap INTERFACE)
  # An imported target's headers are the system's: they are C, and not free of warnings.
  target_link_libraries(femto_coap INTERFACE PkgConfig::FEMTO_COAP)
  target_compile_definitions(femto_coap INTERFACE FEMTO_COAP)
endif()
