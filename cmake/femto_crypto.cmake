# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
include_guard(GLOBAL)

# The libraries that the adapters of include/femto/port/crypto are about, where this machine has them:
# FEMTO_HAS_SODIUM with the target femto_sodium, and FEMTO_HAS_MBEDCRYPTO with femto_mbedcrypto. femto
# itself depends on neither.
function(femto_find_crypto name header library)
  string(TOUPPER ${name} upper)
  find_path(FEMTO_${upper}_INCLUDE ${header})
  find_library(FEMTO_${upper}_LIBRARY ${library})
  mark_as_advanced(FEMTO_${upper}_INCLUDE FEMTO_${upper}_LIBRARY)
  set(FEMTO_HAS_${upper} FALSE PARENT_SCOPE)
  if(FEMTO_${upper}_INCLUDE AND FEMTO_${upper}_LIBRARY)
    set(FEMTO_HAS_${upper} TRUE PARENT_SCOPE)
    add_library(femto_${name} INTERFACE)
    target_include_directories(femto_${name} SYSTEM INTERFACE ${FEMTO_${upper}_INCLUDE})
    target_link_libraries(femto_${name} INTERFACE ${FEMTO_${upper}_LIBRARY})
  endif()
endfunction()

femto_find_crypto(sodium sodium.h sodium)
femto_find_crypto(mbedcrypto mbedtls/ecdsa.h mbedcrypto)
