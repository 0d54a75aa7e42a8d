#!/bin/sh
# What is uploaded to AWS: see scripts/package.sh --help.
exec "$(dirname -- "$0")/madrugada" package "$@"
