#!/bin/sh
# The night of a day on this machine: see scripts/run-local.sh --help.
exec "$(dirname -- "$0")/madrugada" run "$@"
