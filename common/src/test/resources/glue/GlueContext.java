package com.amazonaws.services.glue;

import org.apache.spark.SparkContext;

/** Stands for Glue's class of this name. */
public class GlueContext {
    final SparkContext sparkContext;

    public GlueContext(SparkContext sparkContext) {
        this.sparkContext = sparkContext;
    }

    public boolean isRunning() {
        return !sparkContext.isStopped();
    }
}
