package dev.madrugada.night;

import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.common.arguments.Argument;
import dev.madrugada.common.arguments.ArgumentReader;
import java.util.List;
import java.util.Optional;

/** What a night's input says of the warehouse; all of it may be said by the jobs' own settings instead. */
record NightWarehouse(
        Optional<String> secret, Optional<String> host, Optional<Integer> port, Optional<String> database) {
    /** Where the warehouse is, by the names of the arguments. */
    static final List<String> ADDRESS = List.of("warehouse-host", "warehouse-port", "warehouse-database");

    /** The arguments as handles, so that all problems of the input are found together. */
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
     * What a stage is told.
     *
     * @param otherwise the secret where the input names none; may be empty
     */
    Optional<WarehouseArguments> orSecret(String otherwise) {
        return secret.or(() -> Optional.of(otherwise).filter(name -> !name.isEmpty()))
                .map(name -> new WarehouseArguments(name, host, port, database));
    }
}
