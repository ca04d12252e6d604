# SPDX-License-Identifier: Apache-2.0
# Read by ../attune in a checkout: builds when something is newer than the last build, sets lib to the folder of the jars.
#
# Each build gets a folder of its own under .attune, because a training of hours must not lose the jars it runs from when
# its user edits a source and starts another command. Folders that no living process uses are removed by the next build.

state=$home/.attune
sources="pom.xml .mvn core/pom.xml core/src/main app/pom.xml app/src/main"
profiles=${ATTUNE_PROFILES-$(cat "$state/profiles" 2>/dev/null || :)}

newer_than_the_build() { # paths
    # folders count as well: their time tells of a file added or removed
    [ -n "$(cd "$home" && find "$@" -newer "$state/current" 2>/dev/null | head -n 1)" ]
}

is_stale() {
    [ -f "$state/current" ] || return 0
    lib=$state/$(cat "$state/current")
    [ -f "$lib/attune-app.jar" ] || return 0
    [ "$profiles" = "$(cat "$state/profiles")" ] || return 0
    newer_than_the_build $sources
}

maven() {
    (cd "$home" && ./mvnw -q -B -Dstyle.color=never -Dfast -Dmaven.test.skip=true ${profiles:+"-P$profiles"} -pl app -am "$@" package)
}

lock() {
    mkdir -p "$state"
    waited=0
    until mkdir "$state/lock" 2>/dev/null; do
        owner=$(cat "$state/lock/pid" 2>/dev/null || :)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null || [ -z "$owner" ] && [ $waited -gt 5 ]; then
            rm -rf "$state/lock" # of a process that is gone
        else
            [ $waited -gt 0 ] || echo "attune: waiting for another build" >&2
            waited=$((waited + 1))
            sleep 1
        fi
    done
    echo $$ >"$state/lock/pid"
    trap 'rm -rf "$state/lock"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

build() {
    log=$home/target/build.log
    mkdir -p "$home/target"
    echo "attune: building (log: $log)" >&2
    : >"$state/started" # a source saved while the build runs is newer than this
    if [ ! -f "$state/current" ] || newer_than_the_build pom.xml core/pom.xml app/pom.xml ||
        [ "$profiles" != "$(cat "$state/profiles" 2>/dev/null)" ]; then
        rm -rf "$home/app/target/fast/lib" # or a library's old version would stay beside its new one
    fi
    rm -f "$home"/core/target/fast/attune-core-*.jar "$home"/app/target/fast/attune-app-*.jar
    if ! maven -o >"$log" 2>&1; then
        if grep -qi 'offline' "$log"; then # something is missing here: once more with the network
            echo "attune: fetching libraries (once, some 300 MB)" >&2
            maven >"$log" 2>&1 || fail
        else
            fail
        fi
    fi
    stage
}

fail() {
    grep -v '^ *$' "$log" | tail -n 40 >&2
    problem setup.build "$log" "the build failed; its last lines are above" "Attune builds from its sources" \
        "mend what the lines above name and start again"
}

stage() {
    name=lib-$(date +%Y%m%d-%H%M%S)-$$
    mkdir "$state/$name"
    for jar in "$home"/app/target/fast/lib/*.jar; do
        case $jar in
        */attune-*) ;;
        *) ln "$jar" "$state/$name/" 2>/dev/null || cp "$jar" "$state/$name/" ;;
        esac
    done
    cp "$home"/core/target/fast/attune-core-*.jar "$state/$name/attune-core.jar"
    cp "$home"/app/target/fast/attune-app-*.jar "$state/$name/attune-app.jar"
    before=$(cat "$state/current" 2>/dev/null || :)
    printf '%s\n' "$profiles" >"$state/profiles"
    echo "$name" >"$state/current.new"
    touch -r "$state/started" "$state/current.new"
    mv "$state/current.new" "$state/current"
    for old in "$state"/lib-*; do
        case $old in */"$name" | */"$before") ;; *) is_used "$old" || rm -rf "$old" ;; esac
    done
}

is_used() {
    for process in "$1"/used-by/*; do
        ! kill -0 "$(basename "$process")" 2>/dev/null || return 0
    done
    return 1
}

if is_stale; then
    lock
    ! is_stale || build # another process may have built it while this one waited
    rm -rf "$state/lock"
    trap - EXIT INT TERM
    lib=$state/$(cat "$state/current")
fi
# exec keeps the process id, so this one is the JVM's
{ mkdir -p "$lib/used-by" && : >"$lib/used-by/$$"; } 2>/dev/null || :
