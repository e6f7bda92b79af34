#!/usr/bin/env bash
# Installs the official SDKs with their own clients, and has them call a running server.
#
# usage: conformance/run.sh ENDPOINT CREDENTIALS_FILE [options of check.py]
#
# ENDPOINT is host:port, plain HTTP. What is installed and built stays in conformance/target, so that a second run is
# quick; CONFORMANCE_CACHE names another folder. Needs a JDK 17 or newer, Maven, Python 3.9, Node 18 and Go 1.24.
set -euo pipefail

if [ $# -lt 2 ]; then
  sed -n 's/^# usage: /usage: /p' "$0" >&2
  exit 2
fi
endpoint=$1
credentials=$2
shift 2

here=$(cd "$(dirname "$0")" && pwd)
cache=${CONFORMANCE_CACHE:-$here/target}
mkdir -p "$cache"

java -Djava.awt.headless=true "$here/fixtures/Draw.java" "$cache/pictures"

mvn -B -q -ntp -f "$here/java/pom.xml" process-classes

for edition in python python-intl; do
  [ -x "$cache/$edition/bin/python" ] || python3 -m venv "$cache/$edition"
  "$cache/$edition/bin/python" -m pip install -q -r "$here/python/$edition.txt"
done

mkdir -p "$cache/node"
cp "$here/node/package.json" "$here/node/client.mjs" "$cache/node/"
(cd "$cache/node" && npm install --silent --no-package-lock --no-audit --no-fund)

for program in typed core; do
  (cd "$here/go/$program" && go build -o "$cache/go-$program" .)
done

exec python3 "$here/check.py" "$endpoint" "$credentials" "$cache" "$@"
