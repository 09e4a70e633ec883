# shellcheck shell=sh
# Sourced by tcpwalk and test, with $root set: when to build, and what. The build is kept apart from Maven's own
# output, so that another one does not change the jars under a running tcpwalk:
#
#   target/app/tcpwalk.jar, lib/   the program
#   target/app/native              JNA's native part, which it would else unpack at each start
#   target/app/tcpwalk.jsa         its classes as the JVM wants them in memory (class data sharing)
#   target/app/launch              its java, the JAVA_HOME that led to it, and where the checkout stood
#   target/app/snapshot            what it was made from; written last, so that half a build is none

app=$root/target/app
log=$root/target/build.log

# Sets $java and $archive, and tells whether the build still matches what it was made from.
is_fresh() {
  java='' chosen_by='' built_in='' archive=''
  [ ! -r "$app/launch" ] || { read -r java && read -r chosen_by && read -r built_in; } <"$app/launch"
  # An archive that does not fit is worse than none: the JVM then leaves out its own as well.
  [ "$built_in" != "$root" ] || [ ! -r "$app/tcpwalk.jsa" ] || archive=$app/tcpwalk.jsa
  [ "${JAVA_HOME:-$chosen_by}" = "$chosen_by" ] && is_current
}

is_current() {
  snapshot | cmp -s - "$app/snapshot"
}

# Compared as a whole, this also tells of files that were deleted, moved, or replaced by older ones.
snapshot() {
  find "$java" "$root/pom.xml" "$root/src/main" "$root/scripts" -type f -printf '%P %s %T@\n' 2>/dev/null
}

build() {
  if [ ! -w "$root/target" ] && { [ -e "$root/target" ] || [ ! -w "$root" ]; }; then
    reuse
    return
  fi
  want_build
  install_wanted
  # The lock is on the checkout itself: a file for it would belong to one user and be closed to the next. Where the
  # file system has no locks, it goes without.
  (
    flock -n 9 || { say 'waiting for another build' && flock 9; } || :
    is_fresh || build_locked
  ) 9<"$root"
  is_fresh || say 'the sources changed during the build'
}

build_locked() {
  find_java javac || give_up 'no JDK 17 or later is in PATH: set JAVA_HOME to one'
  java=$(readlink -f -- "$java_home/bin/java")
  # Maven fetches libraries without a word, and a user should know what takes so long.
  if [ -e "$app" ]; then say 'building anew'; else say 'building; the first time this fetches libraries'; fi
  umask 022
  mkdir -p "$root/target"
  made_from=$(snapshot)
  package
  assemble
  rehearse >>"$log" 2>&1 || say "no start-up archive, so every start will take longer: see $log"
  printf '%s\n' "$java" "${JAVA_HOME-}" "$root" >"$app/launch"
  printf '%s\n' "$made_from" >"$app/snapshot"
  # What root builds in somebody's checkout, as sudo does, stays theirs to rebuild.
  [ "$(id -u)" != 0 ] || chown -R --reference="$root" "$root/target" || :
}

package() {
  (cd "$root" && JAVA_HOME=$java_home mvn -q -Dmaven.test.skip=true package) </dev/null >"$log" 2>&1 ||
    { cat "$log" >&2 && give_up 'the build failed'; }
}

assemble() {
  rm -rf "$app" "$app.new"
  mkdir "$app.new"
  cp -R "$root/target/tcpwalk.jar" "$root/target/lib" "$app.new"
  unpack_native >>"$log" 2>&1 || say "JNA will unpack its native part at each start: see $log"
  mv "$app.new" "$app"
}

unpack_native() {
  case $(uname -m) in x86_64) machine=linux-x86-64 ;; *) machine=linux-$(uname -m) ;; esac
  (
    cd "$app.new"
    "$java_home/bin/jar" -xf lib/jna-*.jar "com/sun/jna/$machine/libjnidispatch.so"
    mv "com/sun/jna/$machine" native
    rm -r com
  )
}

# Archives the JVM's usual classes, those that the command lines in rehearsal load, and all of the jars that only a
# privileged command gets to. What fails in here costs time at each start and nothing else.
rehearse() {
  {
    cat "$java_home/lib/classlist"
    while read -r words; do
      # shellcheck disable=SC2086 # words
      case $words in '' | '#'*) ;; *) loaded_by $words ;; esac
    done <"$root/scripts/rehearsal"
    for jar in "$app"/tcpwalk.jar "$app"/lib/jna-*.jar; do
      "$java_home/bin/jar" -tf "$jar" | sed -n '/^META-INF/d; /^module-info/d; s/\.class$//p'
    done
  } | awk '!seen[$0]++' >"$app/classes"
  # Only this collector stores the heap's part of the archive; which others can read it depends on the JVM's version.
  "$java" -Xshare:dump -XX:+UseG1GC -XX:SharedClassListFile="$app/classes" -XX:SharedArchiveFile="$app/tcpwalk.jsa" \
    -jar "$app/tcpwalk.jar"
}

loaded_by() {
  (
    cd "$root"
    timeout 20 "$java" -XX:DumpLoadedClassList="$app/loaded" -jar "$app/tcpwalk.jar" "$@"
  ) </dev/null >&2
  cat "$app/loaded"
}

# Runs what is there when it cannot be built anew.
reuse() {
  [ -r "$app/snapshot" ] || give_up "not built yet, and $root cannot be written: run $self -V as its owner"
  if [ ! -x "$java" ]; then
    find_java java || give_up "no Java 17 or later: set JAVA_HOME to one, or install openjdk-17-jre-headless"
    java=$java_home/bin/java
  fi
  is_current || {
    archive=''
    say "$root/target cannot be written, so this runs as it was built, though its sources or Java have changed"
  }
}
