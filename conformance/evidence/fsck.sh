#!/usr/bin/env bash
# Has Tessera's fsck build a log anew from its entries.
#
# usage: conformance/evidence/fsck.sh FOLDER VKEY_FILE
#
# Ends with 0 only if fsck said that it succeeded: by itself it ends with 0 whatever it found, and with one worker it may
# wait for ever. Needs Go 1.25 for the first time; the tool stays in conformance/target/evidence, or where CONFORMANCE_CACHE
# says.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
cache=${CONFORMANCE_CACHE:-$root/conformance/target}/evidence
tool=$cache/fsck-v1.0.4
[ -x "$tool" ] || {
  mkdir -p "$cache"
  GOBIN=$cache go install github.com/transparency-dev/tessera/cmd/fsck@v1.0.4
  mv "$cache/fsck" "$tool"
}
folder=$(cd "$1" && pwd)
said=$(timeout 60 "$tool" -N 64 --ui=false "--storage_url=file://$folder/" "--public_key=$2" 2>&1) || true
printf '%s\n' "$said"
grep -q "Successfully fsck'd log with size" <<< "$said"
