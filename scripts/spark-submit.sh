#!/bin/sh
# Runs one job's fat JAR through spark-submit.
#
#   scripts/spark-submit.sh <ingest|transform|quality|load> [job arguments]
#
# SPARK_HOME     a Spark 3.5 to submit with; without it one is assembled from Maven Central (scripts/spark)
# MASTER         the cluster, local[*] unless set
# SPARK_DRIVER_MEMORY  the driver's heap, 2g unless set
# MADRUGADA_PROGRESS   on or off: Spark's progress bar; unless set, on where standard error is a terminal
# MADRUGADA_TERMINATION_LOG   where the job says how it ended; who names it reads it, and gets Spark's own exit status
#                      from a process that is the job itself
#
# Exit status: 0 done, 64 wrong arguments or contract, 65 the data, 70 our bug, 75 infrastructure (worth retrying).
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

usage() {
    echo "usage: scripts/spark-submit.sh <ingest|transform|quality|load> [job arguments]" >&2
    exit 64
}

[ $# -gt 0 ] || usage
stage=$1
shift
case $stage in
ingest) module=ingest-job main=dev.madrugada.ingest.IngestJob ;;
transform) module=transform-job main=dev.madrugada.transform.TransformJob ;;
quality) module=quality main=dev.madrugada.quality.QualityJob ;;
load) module=load-job main=dev.madrugada.load.LoadJob ;;
--help | -h) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p;}' "$0" && exit 0 ;;
*) usage ;;
esac

# Spark itself would say so only as a failure without a word, which reads as one worth retrying.
wrong() {
    echo "spark-submit: InvalidArguments: $1" >&2
    exit 64
}
master=${MASTER:-local[*]}
case $master in
local | local\[*\] | local-cluster\[*\] | yarn | spark://* | k8s://*) ;;
*) wrong "MASTER '$master' is no cluster: it must be local[N], yarn, spark://… or k8s://…" ;;
esac
[ -z "${SPARK_HOME:-}" ] || [ -x "$SPARK_HOME/bin/spark-submit" ] ||
    wrong "SPARK_HOME '$SPARK_HOME' has no bin/spark-submit: unset it, or point it to a Spark 3.5"

build() {
    echo "spark-submit: building $1" >&2
    (cd "$root" && mvn -q -DskipTests -pl "$1" -am package >&2) || {
        echo "spark-submit: $1 could not be built; see Maven's messages above" >&2
        exit 70
    }
}

jar=$root/$module/target/$module-all.jar
[ -f "$jar" ] || build "$module"
assembled=$root/scripts/spark/target/spark
[ -n "${SPARK_HOME:-}" ] || [ -d "$assembled/jars" ] || build scripts/spark

termination=${MADRUGADA_TERMINATION_LOG:-}
ours=
if [ -z "$termination" ]; then
    ours=$(mktemp "${TMPDIR:-/tmp}/madrugada.XXXXXX")
    termination=$ours
fi
rm -f "$termination"
trap '[ -z "$ours" ] || rm -f "$ours"' EXIT
export MADRUGADA_TERMINATION_LOG="$termination"

case ${MADRUGADA_PROGRESS:-} in
on) progress=true ;;
off) progress=false ;;
*) if [ -t 2 ]; then progress=true; else progress=false; fi ;;
esac

# The positional parameters become the whole command, from its end to its beginning.
set -- --class "$main" "$jar" "$@"
set -- --conf spark.ui.showConsoleProgress=$progress "$@"
case $master in
local*)
    # Nothing but this machine, and no more partitions than its cores have use for.
    set -- --conf spark.driver.host=127.0.0.1 --conf spark.driver.bindAddress=127.0.0.1 \
        --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=8 "$@"
    export SPARK_LOCAL_IP=127.0.0.1
    ;;
esac
if [ -n "${AWS_ENDPOINT_URL_S3:-}" ]; then
    set -- --conf "spark.hadoop.fs.s3a.endpoint=$AWS_ENDPOINT_URL_S3" \
        --conf spark.hadoop.fs.s3a.path.style.access=true \
        --conf "spark.hadoop.fs.s3a.endpoint.region=${AWS_REGION:-us-east-1}" \
        --conf spark.hadoop.fs.s3a.aws.credentials.provider=software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider \
        "$@"
fi
if [ -n "${AWS_ENDPOINT_URL_S3:-}" ] || [ -z "${SPARK_HOME:-}" ]; then
    # s3: by Hadoop's own connector, as on Glue 5.1; a cluster of Amazon's keeps its own.
    set -- --conf spark.hadoop.fs.s3.impl=org.apache.hadoop.fs.s3a.S3AFileSystem \
        --conf spark.hadoop.fs.AbstractFileSystem.s3.impl=org.apache.hadoop.fs.s3a.S3A "$@"
fi
set -- --master "$master" "$@"

memory=${SPARK_DRIVER_MEMORY:-2g}
logging=-Dlog4j2.configurationFile=file:$root/scripts/log4j2.properties
if [ -n "${SPARK_HOME:-}" ]; then
    set -- "$SPARK_HOME/bin/spark-submit" --driver-memory "$memory" --driver-java-options "$logging" "$@"
else
    java=java
    [ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java
    # shellcheck source=scripts/spark/opens.sh
    . "$root/scripts/spark/opens.sh"
    # Spark's classes as the JVM laid them out before (scripts/spark/archive.sh): half of a start's work.
    archive=
    [ ! -f "$assembled/classes.jsa" ] || archive="-XX:SharedArchiveFile=$assembled/classes.jsa -Xlog:cds=off -Xlog:cds+dynamic=off"
    export SPARK_HOME="$assembled" SPARK_SCALA_VERSION=2.12
    # shellcheck disable=SC2086 # words on purpose
    set -- "$java" $opens -Djdk.reflect.useDirectMethodHandle=false -XX:+UseSerialGC $archive -Xmx"$memory" \
        "$logging" ${SPARK_SUBMIT_OPTS:-} -cp "$assembled/jars/*" org.apache.spark.deploy.SparkSubmit "$@"
fi

[ -n "$ours" ] || exec "$@"
status=0
"$@" || status=$?

if [ ! -s "$termination" ]; then
    # Killed, or out of memory, before it could say why.
    echo "spark-submit: $stage ended with status $status and without a word; a re-run is safe" >&2
    exit 75
fi
if [ "$status" -ne 0 ]; then
    coded=$(sed -n 's/.*"exit-status" *: *\([0-9][0-9]*\).*/\1/p' "$termination" | head -n 1)
    [ "${coded:-0}" -ne 0 ] || coded=75
    exit "$coded"
fi
if [ "$stage" = quality ] && grep -q '"verdict" *: *"failed"' "$termination"; then
    echo "spark-submit: the verdict is failed" >&2
    exit 65
fi
exit 0
