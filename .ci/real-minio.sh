#!/usr/bin/env bash
# A real MinIO for the contract kits. The project ships source only, so it is built once with Go and kept.
#
# usage: real-minio.sh start CACHE RUN PORT    build into CACHE unless it is there, make a new server in RUN, wait for it
#        real-minio.sh stop RUN
#
# The server listens on 127.0.0.1 only, with MINIO_ROOT_USER and MINIO_ROOT_PASSWORD. RUN is emptied.
set -euo pipefail

VERSION=v0.0.0-20260212201848-7aac2a2c5b7c

# A listening port is not enough: for a moment the server answers 503 to everything.
ready() (
  exec 3<> "/dev/tcp/127.0.0.1/$1"
  printf 'GET /minio/health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
  timeout 5 head -n 1 <&3 | grep -q ' 200 ' # a server that is still starting may accept and stay silent
)

start() {
  local cache=$1 run=$2 port=$3
  if [ ! -x "$cache/minio" ]; then
    echo "real-minio: building it; the first time takes some five minutes" >&2
    mkdir -p "$cache"
    GOBIN=$cache go install "github.com/minio/minio@$VERSION" > "$cache/build.log" 2>&1 ||
      { tail -n 5 "$cache/build.log" >&2; return 1; }
  fi
  rm -rf "$run"
  mkdir -p "$run/data"
  MINIO_UPDATE=off "$cache/minio" server --quiet --address "127.0.0.1:$port" "$run/data" > "$run/minio.log" 2>&1 < /dev/null &
  local server=$!
  echo "$server" > "$run/minio.pid"
  for _ in $(seq 120); do
    kill -0 "$server" 2>/dev/null || break
    if ready "$port" 2> /dev/null; then
      echo "MinIO of $(sed -E 's/.*-([0-9]{4})([0-9]{2})([0-9]{2}).*/\1-\2-\3/' <<< "$VERSION")"
      return 0
    fi
    sleep 0.5
  done
  tail -n 5 "$run/minio.log" >&2
  kill "$server" 2> /dev/null || true
  return 1
}

stop() {
  local pid
  pid=$(cat "$1/minio.pid" 2>/dev/null) || return 0
  kill "$pid" 2>/dev/null || return 0
  for _ in $(seq 60); do # until it is gone: what it still writes must not lie in the way of who clears RUN
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.5
  done
  kill -9 "$pid" 2>/dev/null || true
}

case ${1:-} in
  start) start "$2" "$3" "$4" ;;
  stop) stop "$2" ;;
  *) sed -n 's/^# \(usage\|  *real-minio\)/\1/p' "$0" >&2; exit 2 ;;
esac
