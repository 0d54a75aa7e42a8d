package dev.madrugada.infra;

import software.amazon.awscdk.Aws;

/** Names and ARNs of an environment. Every name carries the environment, so that an account can have several. */
record Names(String environment) {
    String of(String thing) {
        return "madrugada-" + environment + "-" + thing;
    }

    String logGroup(String thing) {
        return "/madrugada/" + environment + "/" + thing;
    }

    /** The ARN of a resource of this account and region. */
    static String arn(String service, String resource) {
        return "arn:" + Aws.PARTITION + ":" + service + ":" + Aws.REGION + ":" + Aws.ACCOUNT_ID + ":" + resource;
    }

    static String bucketArn(String bucket) {
        return "arn:" + Aws.PARTITION + ":s3:::" + bucket;
    }
}
