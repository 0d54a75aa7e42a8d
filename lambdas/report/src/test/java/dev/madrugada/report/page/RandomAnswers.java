package dev.madrugada.report.page;

import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.Cell;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Random query results with 1 to 300 rows and labels and values of various kinds. Equal seeds give equal results. */
final class RandomAnswers {
    private static final List<String> SIGNS = List.of(
            "a", "W", "i", " ", " ", "-", "é", "e\u0301", "ш", "京", "ع", "א", "ไ", "\u202E", "<", "😀", "\n", ".");

    private final RandomGenerator random;

    RandomAnswers(RandomGenerator random) {
        this.random = random;
    }

    /** A result with the columns label and value. */
    Answer next() {
        int count = random.nextInt(4) == 0 ? 1 + random.nextInt(300) : 1 + random.nextInt(60);
        int labels = random.nextInt(5);
        int values = random.nextInt(5);
        int power = random.nextInt(-15, 20);
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(List.of(Cell.of(label(labels, i)), Cell.of(value(values, power))));
        }
        return new Answer(List.of("label", "value"), rows);
    }

    private @Nullable Object label(int kind, int row) {
        return switch (kind) {
            case 0 -> (long) row - 5;
            case 1 -> new BigDecimal(row).movePointLeft(3).add(new BigDecimal("99999.5"));
            case 2 -> LocalDate.of(1999, 12, 1).plusDays(row).toString();
            case 3 -> "2001-01-01T" + String.format("%02d:%02d", row / 60 % 24, row % 60) + ":00Z";
            default -> text();
        };
    }

    private @Nullable Object text() {
        if (random.nextInt(20) == 0) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(random.nextInt(10) == 0 ? 200 : 25); length > 0; length--) {
            text.append(SIGNS.get(random.nextInt(SIGNS.size())));
        }
        return text.toString();
    }

    private @Nullable Object value(int kind, int power) {
        if (random.nextInt(20) == 0) {
            return null;
        }
        return switch (kind) {
            case 0 -> random.nextLong(1000);
            case 1 -> random.nextDouble(-1, 1) * Math.pow(10, power);
            case 2 -> new BigDecimal(BigInteger.valueOf(random.nextLong()), 16);
            case 3 -> random.nextInt(10) == 0 ? Double.NaN : Math.pow(10, random.nextInt(-20, 30));
            default -> -random.nextLong(1_000_000_000_000L);
        };
    }
}
