package dev.madrugada.kinesis.stream;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** The region this process runs in, as the AWS SDK finds it: system property, environment, profile, instance. */
public record DefaultRegion() implements Supplier<Optional<String>> {

    @Override
    public Optional<String> get() {
        try {
            return Optional.of(new DefaultAwsRegionProviderChain().getRegion().id());
        } catch (SdkClientException e) {
            // The chain's way of saying that nobody knows.
            return Optional.empty();
        }
    }
}
