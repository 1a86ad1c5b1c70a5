# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT

# What README.md says that the device prints, from one start to the next.
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
set(cut ${WORK}/cut.suit)
execute_process(COMMAND head -c -1 ${ENVELOPE} OUTPUT_FILE ${cut} COMMAND_ERROR_IS_FATAL ANY)

function(starts wanted)
  execute_process(COMMAND ${PROGRAM} ${ARGN} WORKING_DIRECTORY ${WORK}
    OUTPUT_VARIABLE out RESULT_VARIABLE status)
  if(NOT status EQUAL 0 OR NOT out STREQUAL wanted)
    message(FATAL_ERROR "updates ${ARGN}: status ${status}, and not \"${wanted}\" but \"${out}\"")
  endif()
endfunction()

starts("value = 21\n")
starts("it ends before its own description says\nvalue = 21\n" ${cut})
starts("installed\nvalue = 42\n" ${ENVELOPE})
starts("value = 42\n")
