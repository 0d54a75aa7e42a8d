#!/bin/sh
# Runs the night of a day on this machine: see scripts/run-local.sh --help.
exec "$(dirname -- "$0")/madrugada" run "$@"
