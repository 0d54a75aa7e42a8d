package dev.madrugada.night.tests.policy;

import java.util.Map;
import java.util.TreeMap;

/** A call of AWS, as a line of the local stack's file of calls. */
public record Call(String role, String action, String resource, Map<String, String> conditionKeys) {
    public Call {
        conditionKeys = Map.copyOf(conditionKeys);
    }

    public static Call parse(String line) {
        String[] fields = line.split("\t", -1);
        Map<String, String> keys = new TreeMap<>();
        for (int i = 3; i < fields.length; i++) {
            int equals = fields[i].indexOf('=');
            keys.put(fields[i].substring(0, equals), fields[i].substring(equals + 1));
        }
        return new Call(fields[0], fields[1], fields[2], keys);
    }
}
