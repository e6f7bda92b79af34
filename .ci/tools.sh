# Finds and installs what the proof needs. Sourced by .ci/run; works as root on Debian and its relatives, and elsewhere
# with what is there.

# The home of a JDK 25 or newer: JAVA_HOME, then the usual places.
find_jdk() {
  local home version
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    [ -x "$home/bin/javac" ] && [ -r "$home/release" ] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    if [ "${version:-0}" -ge 25 ]; then
      echo "$home"
      return 0
    fi
  done
  return 1
}

has() { command -v "$1" > /dev/null 2>&1; }

install_tools() {
  local missing=()
  find_jdk > /dev/null || missing+=(openjdk-25-jdk-headless)
  has mvn || missing+=(maven)
  has curl || missing+=(curl)
  has python3 && python3 -c 'import venv, ensurepip' 2> /dev/null || missing+=(python3 python3-venv)
  has node && has npm || missing+=(nodejs npm)
  has go || missing+=(golang-go)
  has setpriv || missing+=(util-linux)
  # The pictures that the checks draw need a font and fontconfig.
  [ -n "$(find /usr/share/fonts -name 'DejaVuSans*.ttf' 2> /dev/null | head -n 1)" ] || missing+=(fonts-dejavu-core)
  ldconfig -p 2> /dev/null | grep -q libfontconfig.so.1 || missing+=(libfontconfig1)
  [ ${#missing[@]} -gt 0 ] || { echo "all there"; return 0; }
  if ! has apt-get || [ "$(id -u)" -ne 0 ]; then
    echo "missing, and only root on Debian can install them here: ${missing[*]}" >&2
    return 0
  fi
  echo "installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get -q update > /dev/null
  local package
  for package in "${missing[@]}"; do
    # One by one: a package that this release lacks must not keep the others away.
    apt-get -q -y install --no-install-recommends "$package" > /dev/null || echo "cannot install $package" >&2
  done
}
