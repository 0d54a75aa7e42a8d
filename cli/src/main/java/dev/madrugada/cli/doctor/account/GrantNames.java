package dev.madrugada.cli.doctor.account;

import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.cli.doctor.check.Target;
import dev.madrugada.common.contract.Catalog;
import dev.madrugada.common.contract.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The names of this deployment that stand for the placeholders of {@link RoleGrant}. */
final class GrantNames {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z]+)}");

    /** Asks for a bucket's encryption. */
    interface EncryptionQuery
            extends Function<Consumer<GetBucketEncryptionRequest.Builder>, GetBucketEncryptionResponse> {}

    private final Target target;
    private final Supplier<String> account;
    private final EncryptionQuery encryption;
    private @Nullable Map<String, String> names;

    GrantNames(Target target, Supplier<String> account, EncryptionQuery encryption) {
        this.target = target;
        this.account = account;
        this.encryption = encryption;
    }

    String roleArn(String role) {
        String name = target.named(role);
        return role.equals("copy") ? target.copyRole(account.get()) : "arn:aws:iam::" + account.get() + ":role/" + name;
    }

    /** The text with the names; empty if one of them is not known. */
    Optional<String> resolved(String text) {
        Map<String, String> known = names();
        List<String> unknown = new ArrayList<>();
        String resolved = PLACEHOLDER.matcher(text).replaceAll(found -> {
            String name = known.get(found.group(1));
            if (name == null) {
                unknown.add(found.group(1));
                return "";
            }
            return Matcher.quoteReplacement(name);
        });
        return unknown.isEmpty() ? Optional.of(resolved) : Optional.empty();
    }

    private Map<String, String> names() {
        if (names == null) {
            Map<String, String> known = new HashMap<>();
            known.put("Region", target.region());
            known.put("Account", account.get());
            known.put("Environment", target.environment());
            known.put("Dataset", target.contract().dataset());
            known.put("Bucket", target.bucket());
            known.put("Lake", target.root().replaceAll("/$", ""));
            key().ifPresent(arn -> known.put("Key", arn));
            stream().ifPresent(arn -> known.put("Stream", arn));
            target.contract().catalog().map(Catalog::database).ifPresent(name -> known.put("Database", name));
            target.warehouse()
                    .map(WarehouseArguments::secret)
                    .filter(secret -> secret.startsWith("arn:"))
                    .ifPresent(arn -> known.put("Secret", arn));
            target.subnets().stream().findFirst().ifPresent(subnet -> known.put("Subnet", subnet));
            names = known;
        }
        return names;
    }

    private Optional<String> stream() {
        return target.contract().source() instanceof Source.Kinesis kinesis
                ? Optional.of(
                        kinesis.stream().startsWith("arn:")
                                ? kinesis.stream()
                                : "arn:aws:kinesis:" + target.region() + ":" + account.get() + ":stream/"
                                        + kinesis.stream())
                : Optional.empty();
    }

    /** The ARN of the bucket's KMS key; empty if it has none, or is not known by its ARN. */
    private Optional<String> key() {
        try {
            return encryption
                    .apply(ask -> ask.bucket(target.bucket()))
                    .serverSideEncryptionConfiguration()
                    .rules()
                    .stream()
                    .flatMap(rule ->
                            Optional.ofNullable(
                                    rule.applyServerSideEncryptionByDefault().kmsMasterKeyID())
                                    .stream())
                    .filter(id -> id.startsWith("arn:") && id.contains(":key/"))
                    .findFirst();
        } catch (S3Exception notToBeSeen) {
            return Optional.empty();
        }
    }
}
