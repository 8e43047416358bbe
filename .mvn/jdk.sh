# Sourced by mvnw: leaves JAVA_HOME pointing at a JDK that can build Latchkey, whichever one the machine has selected.
# A selected JDK that is new enough is kept; else, of those in the usual places, the oldest that is new enough.

latchkey_jdk_needed=25

latchkey_jdk_feature() { # prints the feature version of the JDK in $1, or 0 where there is none
  if [ ! -x "$1/bin/javac" ] || [ ! -r "$1/release" ]; then
    echo 0
    return
  fi
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | head -n 1
}

latchkey_jdk_selected() { # prints the home of the JDK on the PATH
  latchkey_javac=$(command -v javac 2>/dev/null) || return 0
  if [ -x /usr/libexec/java_home ] && [ "$latchkey_javac" = /usr/bin/javac ]; then
    /usr/libexec/java_home 2>/dev/null || true
  else
    dirname "$(dirname "$(readlink -f "$latchkey_javac")")"
  fi
}

latchkey_jdk_choose() {
  for latchkey_home in "${JAVA_HOME-}" "$(latchkey_jdk_selected)"; do
    latchkey_feature=$(latchkey_jdk_feature "$latchkey_home")
    if [ "${latchkey_feature:-0}" -ge "$latchkey_jdk_needed" ]; then
      JAVA_HOME=$latchkey_home
      return
    fi
  done
  latchkey_best=
  for latchkey_home in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    latchkey_feature=$(latchkey_jdk_feature "$latchkey_home")
    if [ "${latchkey_feature:-0}" -ge "$latchkey_jdk_needed" ] &&
      [ "$latchkey_feature" -lt "${latchkey_best:-$((latchkey_feature + 1))}" ]; then
      latchkey_best=$latchkey_feature
      JAVA_HOME=$latchkey_home
    fi
  done
  if [ -z "$latchkey_best" ]; then
    echo "Latchkey needs a JDK, version $latchkey_jdk_needed or later: install one (Debian, Ubuntu: temurin-25-jdk from adoptium.net; macOS: brew install temurin@25) or set JAVA_HOME to it." >&2
    exit 1
  fi
}

latchkey_jdk_choose
export JAVA_HOME
