package dev.madrugada.night;

import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.common.arguments.Argument;
import dev.madrugada.common.arguments.ArgumentReader;
import java.util.List;
import java.util.Optional;

/** The warehouse arguments of a night's input. All are optional, because the jobs' own settings may contain them. */
record NightWarehouse(
        Optional<String> secret, Optional<String> host, Optional<Integer> port, Optional<String> database) {
    /** The names of the arguments for the warehouse's address. */
    static final List<String> ADDRESS = List.of("warehouse-host", "warehouse-port", "warehouse-database");

    /** The arguments before they are verified; verification reports the problems of all arguments together. */
    record Handles(
            Argument<Optional<String>> secret,
            Argument<Optional<String>> host,
            Argument<Optional<Integer>> port,
            Argument<Optional<String>> database) {
        NightWarehouse values() {
            return new NightWarehouse(secret.value(), host.value(), port.value(), database.value());
        }
    }

    static Handles ask(ArgumentReader reader) {
        return new Handles(
                reader.optional("warehouse-secret", WarehouseArguments::secretName),
                reader.optional(ADDRESS.get(0), WarehouseArguments::hostName),
                reader.optional(ADDRESS.get(1), WarehouseArguments::portNumber),
                reader.optional(ADDRESS.get(2), WarehouseArguments::databaseName));
    }

    /**
     * The warehouse arguments of a stage; empty if neither the input nor {@code otherwise} names a secret.
     *
     * @param otherwise the secret's name if the input has none; may be empty
     */
    Optional<WarehouseArguments> orSecret(String otherwise) {
        return secret.or(() -> Optional.of(otherwise).filter(name -> !name.isEmpty()))
                .map(name -> new WarehouseArguments(name, host, port, database));
    }
}
