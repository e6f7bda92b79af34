#!/usr/bin/env bash
# Has tools that others wrote check our evidence log, and our verifier check what they wrote.
#
# usage: conformance/evidence/run.sh
#
# Logs of 0 to 70,000 entries are held against what Tessera writes for the same entries and key, byte by byte; Tessera's
# fsck builds them anew; a program on transparency-dev's libraries (main.go) verifies checkpoints, proofs and consistency,
# cosigns, and makes proofs of its own. Altered copies must be refused by all. Needs a JDK 25, Maven and Go 1.25; what is built stays in
# conformance/target/evidence, or where CONFORMANCE_CACHE says.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cache=${CONFORMANCE_CACHE:-$root/conformance/target}/evidence
sizes=(0 1 255 256 257 70000)
tessera=github.com/transparency-dev/tessera/cmd
# A key that signs nothing but these logs.
key=PRIVATE+KEY+palimpsest.example/test+b86dcb60+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jar=$root/verify/target/palimpsest-verify.jar
[ -e "$jar" ] || mvn -B -q -ntp -f "$root/pom.xml" -pl verify -am -Dmaven.test.skip=true -Denforcer.skip=true package

mkdir -p "$cache"
work=$(mktemp -d "${TMPDIR:-/tmp}/palimpsest-evidence.XXXXXX")
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $*" >&2; exit 1; }

[ -x "$cache/posix-oneshot" ] || GOBIN=$cache go install $tessera/examples/posix-oneshot@v1.0.4
(cd "$here" && go build -o "$cache/check" .)

printf %s "$key" > "$work/key"
"$java" -cp "$jar" "$here/WriteLogs.java" "$work/key" "$work" "${sizes[@]}"

# Every file of ours is Tessera's. Its own batches may leave partial tiles beside them, and nothing else.
same_bytes() {
  local log=$1/log theirs=$1/tessera file
  "$cache/posix-oneshot" --private_key="$work/key" --storage_dir="$theirs" --entries="$1/entries/*" > "$1/tessera.log" 2>&1 ||
    { tail -n 5 "$1/tessera.log" >&2; fail "posix-oneshot"; }
  (cd "$log" && find . -type f) | while read -r file; do
    cmp "$log/$file" "$theirs/$file" >&2 || exit 1
  done || fail "$1: not what Tessera writes"
  (cd "$theirs" && find checkpoint $([ -d tile ] && echo tile) -type f) | while read -r file; do
    [ -e "$log/$file" ] || case $file in *.p/*) ;; *) echo "$file" ;; esac
  done | grep . && fail "$1: Tessera has a file that we lack"
  return 0
}

fsck() { "$here/fsck.sh" "$1" "$2" 2>&1 || true; }
demand_refused() {
  local said
  said=$(fsck "$2" "$work/257/log.vkey")
  grep -q 'fsck failed:' <<< "$said" || fail "fsck took a log with $1: $said"
  ! "$java" -jar "$jar" "$2" --key "$work/257/log.vkey" > "$work/said" || fail "our verifier took a log with $1"
  grep -q '^NOT VERIFIED' "$work/said" || fail "our verifier did not say that a log has $1"
  echo "refused by fsck and by our verifier: $1"
}

for size in "${sizes[@]}"; do
  at=$work/$size
  same_bytes "$at"
  said=$(fsck "$at/log" "$at/log.vkey")
  grep -q "Successfully fsck'd log with size $size" <<< "$said" || fail "fsck at $size: $said"
  "$cache/check" "$at"
  "$java" -jar "$jar" "$at/foreign/cosigned" --key "$at/log.vkey" --witness "$at/foreign/witness.vkey" > "$work/said" ||
    { cat "$work/said" >&2; fail "our verifier, on a cosignature of theirs at $size"; }
  "$java" -jar "$jar" "$at/log" "$at/tessera" $(find "$at/proofs" "$at/foreign" -name '*.tlog-proof') \
    --log "$at/tessera" --key "$at/log.vkey" > "$work/said" || { cat "$work/said" >&2; fail "our verifier at $size"; }
  echo "$size entries: same bytes as Tessera's, fsck, checkpoint, proofs and cosignature, both ways"
done

for fault in entry tile root; do cp -r "$work/257/log" "$work/$fault"; done
printf X | dd of="$work/entry/tile/entries/000" bs=1 seek=5 conv=notrunc 2> /dev/null
rm "$work/tile/tile/0/001.p/1"
cp "$work/256/log/checkpoint" "$work/root/checkpoint"
sed -i '2s/256/257/' "$work/root/checkpoint"
demand_refused "a changed entry" "$work/entry"
demand_refused "a removed tile" "$work/tile"
demand_refused "a changed root" "$work/root"
sed -i '2s/^index .*/index 6/;3s/^index .*/index 6/' "$work/257/proofs/7.tlog-proof"
if "$cache/check" "$work/257" 2> /dev/null; then fail "the foreign program took a changed proof"; fi
echo "refused by the foreign program: a changed proof"
