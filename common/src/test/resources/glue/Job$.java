package com.amazonaws.services.glue.util;

import com.amazonaws.services.glue.GlueContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/** Writes each call on a line of the file that the system property names; refuses the call that another one names. */
public final class Job$ {
    public static final Job$ MODULE$ = new Job$();

    private GlueContext context;

    private Job$() {}

    public Job$ init(String jobName, GlueContext glueContext, Map<String, String> args) {
        context = glueContext;
        called("init", jobName + " " + new TreeMap<>(args));
        return this;
    }

    public void commit() {
        called("commit", context.isRunning() ? "running" : "stopped");
    }

    private static void called(String call, String what) {
        if (call.equals(System.getProperty("glue.double.refuses"))) {
            throw new IllegalStateException("no bookmark store");
        }
        try {
            Files.writeString(
                    Path.of(System.getProperty("glue.double.calls")),
                    call + " " + what + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
