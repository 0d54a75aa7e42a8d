package dev.madrugada.kinesis.stream;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * The default region of this process. The AWS SDK takes the region from the system property, the environment, the
 * profile or the instance metadata.
 */
public record DefaultRegion() implements Supplier<Optional<String>> {

    @Override
    public Optional<String> get() {
        try {
            return Optional.of(new DefaultAwsRegionProviderChain().getRegion().id());
        } catch (SdkClientException e) {
            // The region provider chain throws this exception if no source names a region.
            return Optional.empty();
        }
    }
}
