package dev.madrugada.common.contract;

import dev.madrugada.common.error.Problems;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that the lookups' CSV files are valid and contain the fields that the contract's lookups read. Files of other
 * formats are checked where they are read.
 */
final class LookupHeaders {
    private LookupHeaders() {}

    /**
     * Throws InvalidContract, naming every line that is not CSV and every field that a file lacks, with the most similar
     * field that it has. Files that are not in the map are skipped.
     */
    static void check(DatasetContract contract, Map<String, byte[]> files) {
        Problems problems = new Problems();
        Map<String, Optional<CsvFile>> read = new HashMap<>();
        for (Lookup lookup : contract.lookups()) {
            if (lookup.format() != Lookup.Format.CSV) {
                continue;
            }
            Optional.ofNullable(files.get(lookup.file()))
                    .flatMap(bytes -> read.computeIfAbsent(lookup.file(), name -> CsvFile.read(name, bytes, problems)))
                    .ifPresent(file -> check(lookup, file.fields(), problems));
        }
        problems.throwIfAny();
    }

    private static void check(Lookup lookup, List<String> header, Problems problems) {
        for (String field : fieldsRead(lookup)) {
            long count = header.stream().filter(field::equals).count();
            if (count == 0) {
                problems.add(ContractFaults.noLookupField(lookup, field, header));
            } else if (count > 1) {
                problems.add(ContractFaults.repeatedLookupField(lookup, field));
            }
        }
    }

    private static Set<String> fieldsRead(Lookup lookup) {
        Set<String> fields = new LinkedHashSet<>(lookup.fields());
        lookup.columns().forEach(column -> fields.add(column.field()));
        return fields;
    }
}
