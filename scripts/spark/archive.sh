#!/bin/sh
# Writes an archive of Spark's classes beside Spark's JARs, so that jobs start faster. Jobs use the archive if it
# exists.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
spark=$here/target/spark
java=java
[ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java
# shellcheck source=scripts/spark/opens.sh
. "$here/opens.sh"
rm -f "$spark/classes.jsa" "$spark/classes.jsa.part"
# shellcheck disable=SC2086 # words on purpose
SPARK_LOCAL_IP=127.0.0.1 "$java" $opens -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx1g \
    -XX:ArchiveClassesAtExit="$spark/classes.jsa.part" -Xlog:cds=off -Xlog:cds+dynamic=off \
    -Dspark.ui.enabled=false -Dspark.driver.host=127.0.0.1 -Dspark.sql.shuffle.partitions=2 \
    -Dlog4j2.configurationFile="file:$here/../log4j2.properties" \
    -cp "$spark/jars/*" "$here/Warmup.java"
mv "$spark/classes.jsa.part" "$spark/classes.jsa"
