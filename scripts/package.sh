#!/bin/sh
# Collects the files that are uploaded to AWS: see scripts/package.sh --help.
exec "$(dirname -- "$0")/madrugada" package "$@"
