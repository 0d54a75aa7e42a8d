package dev.madrugada.localstack.cloudformation;

import java.io.IOException;
import java.net.URI;

/** S3 as CloudFormation uses it. */
public interface ObjectSource {
    /** The content of the object that a URL of S3 names. */
    byte[] read(URI url) throws IOException;

    /** Makes a bucket; one that exists stays as it is. */
    void makeBucket(String name) throws IOException;
}
