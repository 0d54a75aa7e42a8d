package dev.madrugada.night.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** A day's sample, counted here, without Spark and without the project's code. */
record Sample(List<JsonNode> flights) {
    static Sample read(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> flights = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                flights.add(json.readTree(line));
            }
        }
        return new Sample(flights);
    }

    /** What the report's CSV must say, line by line. */
    List<String> report() {
        TreeMap<Integer, List<Integer>> delays = new TreeMap<>();
        for (JsonNode flight : flights) {
            int hour = Instant.parse(flight.get("departed_at").asText())
                    .atOffset(ZoneOffset.UTC)
                    .getHour();
            delays.computeIfAbsent(hour, none -> new ArrayList<>())
                    .add(flight.get("delay_minutes").asInt());
        }
        List<String> lines = new ArrayList<>(List.of("departure_hour,flights,late_flights,mean_delay_minutes"));
        delays.forEach((hour, minutes) -> {
            long late = minutes.stream().filter(delay -> delay >= 15).count();
            BigDecimal sum = BigDecimal.valueOf(
                    minutes.stream().mapToLong(Integer::longValue).sum());
            BigDecimal mean = sum.divide(BigDecimal.valueOf(minutes.size()), 2, RoundingMode.HALF_UP);
            lines.add(hour + "," + minutes.size() + "," + late + "," + mean);
        });
        return lines;
    }
}
