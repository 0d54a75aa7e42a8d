#!/bin/sh
# Runs one stage of a night through spark-submit: see scripts/spark-submit.sh --help.
exec "$(dirname -- "$0")/madrugada" stage "$@"
