#!/usr/bin/env bash
# A real MySQL for the contract kits, on a Debian that has none: sid's packages are unpacked into a folder and run with
# their own loader and libraries, so nothing of the system changes.
#
# usage: real-mysql.sh start CACHE RUN PORT    unpack into CACHE unless it is there, make a new server in RUN, wait for it
#        real-mysql.sh stop RUN
#
# The server listens on 127.0.0.1 only; its root user has no password. RUN is emptied. For tests, never for data.
set -euo pipefail

say() { printf 'real-mysql: %s\n' "$*" >&2; }

# The address that this machine's own apt uses, whatever it is.
debian_mirror() {
  local files=(/etc/apt/sources.list.d/*.sources /etc/apt/sources.list)
  awk '$1 == "URIs:" { print $2; exit } $1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /^http/) { print $i; exit } }' \
    "${files[@]}" 2>/dev/null || true
}

# Apt with lists, caches and a package database of its own: it believes that nothing is installed, so it fetches all.
private_apt() {
  local home=$1
  shift
  apt-get -q -y \
    -o Dir::State="$home/state" -o Dir::State::status="$home/status" -o Dir::Cache="$home/cache" \
    -o Dir::Etc::SourceList="$home/sources.list" -o Dir::Etc::SourceParts=- \
    -o Dir::Etc::Preferences=- -o Dir::Etc::PreferencesParts=- \
    -o APT::Sandbox::User=root -o APT::Install-Recommends=false -o Debug::NoLocking=true "$@"
}

unpack() {
  local cache=$1 apt=$1/apt mirror
  mirror=$(debian_mirror)
  [ -n "$mirror" ] || { say "no Debian mirror in this machine's apt sources"; return 1; }
  rm -rf "$cache"
  mkdir -p "$apt/state/lists/partial" "$apt/cache/archives/partial" "$cache/root.new"
  : > "$apt/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror sid main" > "$apt/sources.list"
  private_apt "$apt" update > "$cache/apt.log" 2>&1
  private_apt "$apt" install --download-only mysql-server-core >> "$cache/apt.log" 2>&1
  local package
  for package in "$apt"/cache/archives/*.deb; do
    dpkg -x "$package" "$cache/root.new"
  done
  rm -rf "$apt"
  mv "$cache/root.new" "$cache/root"
}

mysqld() {
  local root=$1 data=$2 loader libraries
  shift 2
  loader=$(find "$root" -name 'ld-linux-*.so.2' -not -type d | head -n 1)
  libraries=$(find "$root" -path '*lib*' -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
  exec "$loader" --library-path "$libraries" "$root/usr/sbin/mysqld" --no-defaults \
    --user="$(id -un)" --basedir="$root/usr" --datadir="$data" --secure-file-priv=NULL \
    --lc-messages-dir="$(folder_of "$root" english/errmsg.sys | xargs dirname)" \
    --character-sets-dir="$(folder_of "$root" charsets/Index.xml)" \
    --plugin-dir="$(find "$root/usr/lib" -type d -name plugin -path '*mysql*' | head -n 1)" "$@"
}

folder_of() { dirname "$(find "$1/usr/share" -path "*$2" | head -n 1)"; }

start() {
  local cache=$1 run=$2 port=$3
  [ -d "$cache/root" ] || unpack "$cache"
  rm -rf "$run"
  mkdir -p "$run"
  (mysqld "$cache/root" "$run/data" --initialize-insecure) > "$run/init.log" 2>&1
  (mysqld "$cache/root" "$run/data" --bind-address=127.0.0.1 --port="$port" --mysqlx=OFF --socket="$run/mysqld.sock" \
    --pid-file="$run/mysqld.pid" --log-error="$run/mysqld.log") > /dev/null 2>&1 < /dev/null &
  local server=$!
  for _ in $(seq 120); do
    if grep -q 'ready for connections' "$run/mysqld.log" 2>/dev/null; then
      sed -n 's/.*mysqld (mysqld \([^)]*\)) starting.*/MySQL \1/p' "$run/mysqld.log" | head -n 1
      return 0
    fi
    kill -0 "$server" 2>/dev/null || break
    sleep 0.5
  done
  tail -n 5 "$run/mysqld.log" "$run/init.log" >&2 || true
  return 1
}

stop() {
  local pid
  pid=$(cat "$1/mysqld.pid" 2>/dev/null) || return 0
  kill "$pid" 2>/dev/null || return 0
  for _ in $(seq 60); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.5
  done
  kill -9 "$pid"
}

case ${1:-} in
  start) start "$2" "$3" "$4" ;;
  stop) stop "$2" ;;
  *) sed -n 's/^# \(usage\|  *real-mysql\)/\1/p' "$0" >&2; exit 2 ;;
esac
