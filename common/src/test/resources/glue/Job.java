package com.amazonaws.services.glue.util;

import com.amazonaws.services.glue.GlueContext;
import java.util.Map;

/** Stands for Glue's object of this name, as Java sees a Scala object: static methods in front of the one instance. */
public final class Job {
    private Job() {}

    public static Job$ init(String jobName, GlueContext glueContext, Map<String, String> args) {
        return Job$.MODULE$.init(jobName, glueContext, args);
    }

    public static void commit() {
        Job$.MODULE$.commit();
    }
}
