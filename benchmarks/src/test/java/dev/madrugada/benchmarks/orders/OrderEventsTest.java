package dev.madrugada.benchmarks.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrderEventsTest {
    private static final int EVENTS = 20_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void evenEventsHaveAFewDuplicatesAndBadRecords() {
        List<JsonNode> valid = valid(new OrderEvents(EVENTS, Shape.EVEN, 1));

        assertThat(EVENTS - valid.size()).isCloseTo(EVENTS / 500, within(EVENTS / 1000));
        long orders = counts(valid, "order_id").size();
        assertThat(valid.size() - orders).isCloseTo(EVENTS / 20, within(EVENTS / 100L));
        assertThat(days(valid)).containsOnlyKeys(OrderEvents.DAY);
    }

    @Test
    void eventsOfAFrequentKeyAreFourOfFive() {
        Map<String, Long> orders = counts(valid(new OrderEvents(EVENTS, Shape.ONE_KEY, 1)), "order_id");

        assertThat(Collections.max(orders.values())).isCloseTo(EVENTS * 8 / 10L, within(EVENTS / 50L));
    }

    @Test
    void eventsOfALargeDayAreMoreThanFourOfFive() {
        Map<LocalDate, Long> days = days(valid(new OrderEvents(EVENTS, Shape.ONE_DAY, 5)));

        assertThat(days).hasSize(5);
        // The fifth part of the others belongs to the day too.
        assertThat(days.get(OrderEvents.DAY)).isCloseTo(EVENTS * 84 / 100L, within(EVENTS / 50L));
    }

    @Test
    void fewEventsReachEveryDay() {
        assertThat(days(valid(new OrderEvents(71, Shape.EVEN, 30)))).hasSize(30);
    }

    @Test
    void anEventDependsOnItsNumberAlone() {
        OrderEvents events = new OrderEvents(EVENTS, Shape.EVEN, 1);

        assertThat(payload(events, 7)).isEqualTo(payload(events, 7)).isNotEqualTo(payload(events, 8));
    }

    private static List<JsonNode> valid(OrderEvents events) {
        return LongStream.range(0, events.events())
                .mapToObj(n -> parsed(payload(events, n)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static String payload(OrderEvents events, long n) {
        return new String(events.row(n).<byte[]>getAs(6), StandardCharsets.UTF_8);
    }

    private static Optional<JsonNode> parsed(String payload) {
        try {
            return Optional.of(JSON.readTree(payload)).filter(order -> order.has("order_id"));
        } catch (JsonProcessingException truncated) {
            return Optional.empty();
        }
    }

    private static Map<String, Long> counts(List<JsonNode> orders, String field) {
        return orders.stream()
                .map(order -> order.get(field).asText())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static Map<LocalDate, Long> days(List<JsonNode> orders) {
        return orders.stream()
                .map(order -> LocalDate.parse(order.get("ordered_at").asText().substring(0, 10)))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
