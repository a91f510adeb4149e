#!/usr/bin/env bash
# Builds Tickwire if needed and runs one command of it. The one home of all JVM flags.
# stdout carries data only: whatever this script or the build has to say goes to stderr.
set -euo pipefail

# --- where we are, through symbolic links; `readlink -f` is not everywhere -----------------------
# Sets resolved to where a path leads.
resolve() {
  local target
  resolved=$1
  while [ -L "$resolved" ]; do
    target=$(readlink "$resolved")
    case $target in
      /*) resolved=$target ;;
      *) resolved=$(dirname "$resolved")/$target ;;
    esac
  done
}
resolve "${BASH_SOURCE[0]}"
self=$resolved
root=$(CDPATH='' cd -P "$(dirname "$self")" && pwd)
# As it was called, for the commands that are printed.
program=$0
case $program in
  */*) ;;
  *) program=./$program ;;
esac

# --- the table of commands -----------------------------------------------------------------------
# name | module | main class | what it does
commands="\
live|transport|io.tickwire.transport.live.LiveMain|the engine on a venue (--venue, --env, --mode, --symbols, --config, ...)
monitor|transport|io.tickwire.transport.live.LiveMain|live --mode monitor: no orders
paper|transport|io.tickwire.transport.live.LiveMain|live --mode paper: orders fill inside the engine
probe|transport|io.tickwire.transport.probe.ProbeMain|connection check of a venue
stat|transport|io.tickwire.transport.monitor.StatMain|how the feed of a running engine is, in one line or --json
venue|transport|io.tickwire.transport.loopback.VenueMain|the loopback venue alone, for anybody's client
import|transport|io.tickwire.transport.recording.ImportMain|a session from somebody else's recording
replay|replay|io.tickwire.replay.ReplayMain|replays a session and compares
journal|replay|io.tickwire.replay.JournalMain|describes, dumps or verifies a journal
why|replay|io.tickwire.replay.WhyMain|the chain behind an order: tick, signal, intent, what became of it
simulate|replay|io.tickwire.replay.simulate.SimulateMain|random faults against the feed supervision, in virtual time
latency|perf|io.tickwire.perf.LatencyMain|percentiles per hop of a session
drill|perf|io.tickwire.perf.drill.DrillMain|a strategy of yours (--strategy JAR) through every fault
bench|perf|io.tickwire.perf.BenchMain|benchmarks and long checks, each with a verdict
test|||all tests; further arguments go to Maven
setup|||installs what is missing: JDK 17 or later, Maven
help|||this list, or help COMMAND"

usage() {
  echo "usage: ./run.sh [COMMAND] [ARGUMENT...]"
  echo
  echo "Without a command: live --venue loopback --mode paper. Commands:"
  echo
  local name about
  while IFS='|' read -r name _ _ about; do
    printf '  %-9s %s\n' "$name" "$about"
  done <<< "$commands"
}

# Sets module, main and about of a command; fails if there is none of that name.
find_command() {
  local name
  while IFS='|' read -r name module main about; do
    if [ "$name" = "$1" ]; then
      return 0
    fi
  done <<< "$commands"
  return 1
}

quoted_program() {
  printf '%q' "$program"
}

fail() {
  echo "run.sh: $1" >&2
  exit "${2:-2}"
}

# --- tools ---------------------------------------------------------------------------------------
# Sets java, java_version, java_build and JAVA_HOME, so that Maven runs and tests on the same JDK;
# on failure sets tool_problem. JAVA_HOME wins over PATH.
find_jdk() {
  local home
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    if [ ! -x "$java" ]; then
      tool_problem="JAVA_HOME has no bin/java: $JAVA_HOME"
      return 1
    fi
  elif ! java=$(command -v java); then
    tool_problem="no JDK found; install one with: $(quoted_program) setup"
    return 1
  fi
  read_release || ask_java || return 1
  case $java_version in
    '' | *[!0-9]*) java_version=8 ;;
  esac
  if [ "$java_version" -lt 17 ] || [ ! -x "$home/bin/javac" ]; then
    tool_problem="no JDK of version 17 or later: $java (set JAVA_HOME, or install one with:"
    tool_problem="$tool_problem $(quoted_program) setup)"
    return 1
  fi
  export JAVA_HOME=$home
}

# A JDK says in a file what it is; asking its JVM takes a fifth of a second of every start.
read_release() {
  resolve "$java"
  home=${resolved%/bin/java}
  [ -r "$home/release" ] || return 1
  home=$(CDPATH='' cd -P "$home" && pwd)
  java_build=$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"$/\1/p' "$home/release")
  java_version=${java_build%%[!0-9]*}
  [ -n "$java_version" ]
}

ask_java() {
  local properties
  if ! properties=$("$java" -XshowSettings:properties -version 2>&1); then
    tool_problem="$java does not start; install a JDK with: $(quoted_program) setup"
    return 1
  fi
  home=$(sed -n 's/^ *java\.home = //p' <<< "$properties")
  java_version=$(sed -n 's/^ *java\.specification\.version = //p' <<< "$properties")
  java_build=$(sed -n 's/^ *java\.runtime\.version = //p' <<< "$properties")
}

find_maven() {
  if ! command -v mvn > /dev/null; then
    tool_problem="no mvn found; install Maven with: $(quoted_program) setup"
    return 1
  fi
}

# One locale for all that reads and writes text here, whatever the user's is. Text may be non-ASCII,
# on command lines and in names of files too, and the JVM takes their encoding from the locale,
# which has to be one that is installed.
fix_locale() {
  if [ "$(LC_ALL=C.UTF-8 locale charmap 2> /dev/null)" = UTF-8 ]; then
    export LC_ALL=C.UTF-8
  fi
}

# --- JVM flags -----------------------------------------------------------------------------------
set_flags() {
  flags=(
    # Chronicle reaches for the cleaner of buffers, for reflection and for mapped files.
    --add-exports=java.base/jdk.internal.ref=ALL-UNNAMED
    --add-opens=java.base/java.lang.reflect=ALL-UNNAMED
    --add-opens=java.base/sun.nio.ch=ALL-UNNAMED
    # Agrona and Netty go to memory through the JDK's own Unsafe.
    --add-exports=java.base/jdk.internal.misc=ALL-UNNAMED
    --add-opens=java.base/jdk.internal.misc=ALL-UNNAMED
    -Dio.netty.tryReflectionSetAccessible=true
    # To ask whether the flight recorder listens loads and starts half of it, with every start.
    -Dio.netty.jfr.enabled=false
    # Nothing is allocated on the hot path, so the collector with the least of its own is best:
    # no threads beside ours, no barriers.
    -XX:+UseSerialGC
    # Counters for jstat, in a file that is mapped: kept by a thread that wakes 20 times a second,
    # and a store to them waits for the disk now and then.
    -XX:-UsePerfData
    # A modest heap; the large memory (ring, arena, segments) is outside it. Pages are touched by
    # whoever owns them, where that matters, so no AlwaysPreTouch, which delays every start.
    -Xms64m
    -Xmx1g
    # The arena alone may have 1 GiB; the JVM's own limit would be that of the heap.
    -XX:MaxDirectMemorySize=2g
    # An exception thrown often must still say where.
    -XX:-OmitStackTraceInFastThrow
    # Venues and the loopback are IPv4; a half-configured IPv6 costs seconds of timeouts.
    -Djava.net.preferIPv4Stack=true
    # A name that was not found may be there a moment later; attempts have a back-off of their own.
    -Dsun.net.inetaddr.negative.ttl=0
    # The page's server: seconds that a client may take to ask and to read, and how many there may be.
    -Dsun.net.httpserver.maxReqTime=2
    -Dsun.net.httpserver.maxRspTime=5
    -Djdk.httpserver.maxConnections=64
    # The same digits, points and words everywhere, also in libraries.
    -Duser.language=en
    -Duser.country=US
    -Duser.script=
    -Duser.variant=
    # JDK 17 takes the encoding of stdout from the first, JDK 25 from the others.
    -Dfile.encoding=UTF-8
    -Dstdout.encoding=UTF-8
    -Dstderr.encoding=UTF-8
  )
  if [ "$java_version" -ge 24 ]; then
    flags+=(
      # From here on the JDK warns of, later refuses, what these allow.
      --sun-misc-unsafe-memory-access=allow
      --enable-native-access=ALL-UNNAMED
    )
  fi
}

# --- building ------------------------------------------------------------------------------------
# Arguments for Maven from TICKWIRE_MAVEN_ARGS and MAVEN_ARGS, by words. Maven before 3.9 does not
# know MAVEN_ARGS and later ones take it by themselves, so it is passed here and hidden there.
# MAVEN_OPTS reaches Maven's JVM as ever.
run_maven() {
  # shellcheck disable=SC2086
  (cd "$root" && MAVEN_ARGS='' exec mvn -B -Dstyle.color=never \
    ${MAVEN_ARGS:-} ${TICKWIRE_MAVEN_ARGS:-} "$@") | without_codes
}

# Plugins of Maven reset the colours of a terminal whatever it is told.
without_codes() {
  local line
  while IFS= read -r line; do
    printf '%s\n' "${line//$'\e[0m'/}"
  done
  line=${line//$'\e[0m'/}
  [ -z "$line" ] || printf '%s\n' "$line"
}

# The stamp names the folder, since class paths are absolute: a copied folder is built again.
needs_build() {
  local stamp=$root/target/run-stamp part
  if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$root" ]; then
    return 0
  fi
  for part in engine transport replay perf; do
    if [ ! -f "$root/$part/target/class-path" ]; then
      return 0
    fi
  done
  # Folders count as well: a file that is deleted or renamed changes only its folder.
  [ -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -newer "$stamp" 2> /dev/null \
    | head -n 1)" ]
}

build() {
  needs_build || needs_archive || return 0
  mkdir -p "$root/target"
  if command -v flock > /dev/null; then
    # Two at once would write the same files; the second finds it built.
    (flock 9 && build_unlocked) 9> "$root/target/run-lock"
  else
    build_unlocked
  fi
}

build_unlocked() {
  if needs_build; then
    build_modules
  fi
  if needs_archive; then
    make_archive
  fi
}

build_modules() {
  find_maven || fail "$tool_problem"
  local log=$root/target/run-build.log once=
  if [ ! -f "$root/target/run-stamp" ]; then
    once=", once; this takes minutes where libraries have to be fetched"
  fi
  echo "run.sh: building$once" >&2
  # From before the build, so that what is edited meanwhile is built the next time.
  printf '%s\n' "$root" > "$root/target/run-stamp.new"
  # The pipe, held open by Maven and never written to, ends when the build does.
  if ! run_maven -q -DskipTests package 3>&1 > "$log" 2>&1 | tell_time; then
    cat "$log" >&2
    if grep -qE 'Could not transfer|Cannot access|Unknown host|has not been downloaded' "$log"; then
      fail "the build failed: libraries cannot be fetched; see that Maven reaches its repository \
and start again" 1
    fi
    fail "the build failed" 1
  fi
  mv "$root/target/run-stamp.new" "$root/target/run-stamp"
}

# A word every ten seconds until the pipe ends.
tell_time() {
  local status
  while true; do
    status=0
    read -r -t 10 _ || status=$?
    [ "$status" -gt 128 ] || return 0
    echo "run.sh: still building, $SECONDS s" >&2
  done
}

# --- archive of classes --------------------------------------------------------------------------
# What live and venue load, read and checked beforehand, in a file that the JVM maps instead. It
# fits one build of the JVM and the jars it was made of; elsewhere the JVM goes on without it.
archive() {
  printf '%s' "$root/target/classes-${java_build//[!0-9A-Za-z.+-]/_}.jsa"
}

# Of a module, with its own classes as the newest jar where there is one: an archive takes no
# folders.
class_path() {
  local own=$root/$1/target/classes jar newest=
  for jar in "$root/$1"/target/tickwire-"$1"-*.jar; do
    if [ -f "$jar" ] && { [ -z "$newest" ] || [ "$jar" -nt "$newest" ]; }; then
      newest=$jar
    fi
  done
  printf '%s:%s' "${newest:-$own}" "$(cat "$root/$1/target/class-path")"
}

# An empty one says that it could not be made. A JVM whose build is not known gets none, nor does
# a folder that is somebody else's.
needs_archive() {
  local made
  made=$(archive)
  [ "${module:-}" = transport ] && [ -n "$java_build" ] && [ -w "$root/target" ] \
    && [ ! "$made" -nt "$root/target/run-stamp" ]
}

# Lists what a short session and its venue load, then archives that.
make_archive() {
  local made folder path
  made=$(archive)
  # Where it can be renamed from: nobody may see half of it.
  folder=$(mktemp -d "$root/target/archive.XXXXXX")
  trap 'rm -rf "$folder"; exit 130' INT TERM
  path=$(class_path transport)
  set_flags
  echo "run.sh: preparing quick starts, once for this build and JDK" >&2
  {
    "$java" "${flags[@]}" "-XX:DumpLoadedClassList=$folder/%p.classes" -cp "$path" \
      io.tickwire.transport.live.LiveMain --duration 2s --http 0 --data "$folder" \
      && sed '/ source: /d; s/ id: .*//' "$folder"/*.classes | awk '!seen[$0]++' \
        > "$folder/classes" \
      && "$java" "${flags[@]}" -Xshare:dump "-XX:SharedClassListFile=$folder/classes" \
        "-XX:SharedArchiveFile=$folder/archive" -cp "$path" \
      && "$java" "${flags[@]}" -Xshare:on "-XX:SharedArchiveFile=$folder/archive" -cp "$path" \
        -version
  } > "$root/target/run-archive.log" 2>&1 < /dev/null || {
    echo "run.sh: not possible, so starts take longer; see target/run-archive.log" >&2
    : > "$folder/archive"
  }
  mv -f "$folder/archive" "$made"
  rm -rf "$folder"
  trap - INT TERM
}

# --- commands ------------------------------------------------------------------------------------
# Ends as the command does: exec, so that signals reach the JVM itself.
run_main() {
  fix_locale
  find_jdk || fail "$tool_problem"
  build
  set_flags
  if [ "$module" = transport ] && [ -s "$(archive)" ]; then
    # What the JVM has to say of one that does not fit any more is no data.
    flags+=("-XX:SharedArchiveFile=$(archive)" -Xlog:disable -Xlog:all=warning:stderr)
  fi
  exec "$java" "${flags[@]}" \
    "-Dtickwire.program=$program" -cp "$(class_path "$module")" "$main" "$@"
}

run_tests() {
  find_jdk || fail "$tool_problem"
  find_maven || fail "$tool_problem"
  set_flags
  # With -Dtest=... most modules have no such test.
  run_maven -ntp "-Dtickwire.jvm.flags=${flags[*]}" -Dsurefire.failIfNoSpecifiedTests=false \
    test "$@"
}

# Help never fails for want of tools: then it is only this list.
run_help() {
  if [ $# -eq 0 ]; then
    usage
    if find_jdk && find_maven; then
      build
    else
      echo "run.sh: $tool_problem" >&2
    fi
    return
  fi
  if ! find_command "$1"; then
    unknown "$1"
  fi
  if [ -z "$main" ]; then
    echo "./run.sh $1: $about"
    return
  fi
  shift
  run_main "$@" --help
}

install_packages() {
  if [ "$(id -u)" -eq 0 ]; then
    env DEBIAN_FRONTEND=noninteractive apt-get "$@" >&2
  else
    sudo env DEBIAN_FRONTEND=noninteractive apt-get "$@" >&2
  fi
}

run_setup() {
  local packages=() jdk=openjdk-17-jdk-headless
  if ! find_jdk; then
    if [ -n "${JAVA_HOME:-}" ]; then
      fail "$tool_problem; JAVA_HOME is set and wins: correct or unset it"
    fi
    packages+=(jdk)
  fi
  find_maven || packages+=(maven)
  if [ ${#packages[@]} -eq 0 ]; then
    echo "run.sh: nothing to install" >&2
    return
  fi
  if ! command -v apt-get > /dev/null; then
    fail "no apt-get here; install these yourself: ${packages[*]} (a JDK of 17 or later, Maven)" 1
  fi
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo > /dev/null; then
    fail "needs root: apt-get install ${packages[*]/#jdk/$jdk}" 1
  fi
  install_packages update || fail "apt-get update failed" 1
  # Newer systems have no 17 any more, but a later one.
  if ! apt-cache show "$jdk" > /dev/null 2>&1; then
    jdk=default-jdk-headless
  fi
  install_packages install -y --no-install-recommends "${packages[@]/#jdk/$jdk}" \
    || fail "apt-get install failed" 1
}

unknown() {
  {
    echo "run.sh: unknown command: $1"
    echo
    usage
  } >&2
  exit 2
}

main() {
  fix_locale
  if [ $# -eq 0 ]; then
    set -- live --venue loopback --mode paper
  fi
  local command=$1 module main about
  shift
  case $command in
    -h | --help) command=help ;;
  esac
  find_command "$command" || unknown "$command"
  case $command in
    help) run_help "$@" ;;
    test) run_tests "$@" ;;
    setup) run_setup ;;
    monitor | paper) run_main --mode "$command" "$@" ;;
    *) run_main "$@" ;;
  esac
}

main "$@"
