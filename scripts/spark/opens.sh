# Sets $opens to the options that Spark's launcher adds on Java 17 (org.apache.spark.launcher.JavaModuleOptions). Source
# this file; do not run it.
opens=
for package in lang lang.invoke lang.reflect io net nio util util.concurrent util.concurrent.atomic; do
    opens="$opens --add-opens=java.base/java.$package=ALL-UNNAMED"
done
for package in nio.ch nio.cs security.action util.calendar; do
    opens="$opens --add-opens=java.base/sun.$package=ALL-UNNAMED"
done
