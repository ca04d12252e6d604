# SPDX-License-Identifier: Apache-2.0
# Read by the scripts in this folder that run code of this module: builds without static analysis, and sets java and classpath.
root=${root:-$(unset CDPATH && cd "$(dirname "$0")/.." && pwd -P)}
log=$root/bench/target/build.log
mkdir -p "$root/bench/target"
maven() { (cd "$root" && ./mvnw -q -B -Dstyle.color=never -Dfast -pl bench -am "$@" test-compile); }
maven -o >"$log" 2>&1 || maven >"$log" 2>&1 || { cat "$log" >&2; exit 2; }
classpath=$root/bench/target/fast/test-classes:$(cat "$root/bench/target/fast/classpath")
java=java
[ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java
export GOMP_SPINCOUNT="${GOMP_SPINCOUNT:-5000}" OPENBLAS_NUM_THREADS="${OPENBLAS_NUM_THREADS:-1}"
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
