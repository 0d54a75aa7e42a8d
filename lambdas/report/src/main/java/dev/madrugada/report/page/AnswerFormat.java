package dev.madrugada.report.page;

import dev.madrugada.common.contract.Report;
import dev.madrugada.report.page.Tables.Head;
import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.Cell;
import java.util.ArrayList;
import java.util.List;

/**
 * The format of each column of a result on the page and in the mail.
 *
 * @param heads the heads by column; numbers are right-aligned, except in the label column
 * @param formats the formats by column
 */
record AnswerFormat(List<Head> heads, List<ColumnFormat> formats) {
    AnswerFormat {
        heads = List.copyOf(heads);
        formats = List.copyOf(formats);
    }

    static AnswerFormat of(Report report, Answer answer) {
        List<Head> heads = new ArrayList<>();
        List<ColumnFormat> formats = new ArrayList<>();
        for (int index = 0; index < answer.columns().size(); index++) {
            String column = answer.columns().get(index);
            List<Cell> cells = cells(answer, index);
            boolean names = column.equals(report.label());
            boolean numbers = cells.stream().anyMatch(cell -> cell.kind() == Cell.Kind.NUMBER)
                    && cells.stream().noneMatch(cell -> cell.kind() == Cell.Kind.TEXT);
            heads.add(numbers && !names ? Head.number(column) : Head.prose(column));
            ColumnFormat format = ColumnFormat.of(column, cells);
            formats.add(names ? format.withoutThousands() : format);
        }
        return new AnswerFormat(heads, formats);
    }

    String text(int column, Cell cell) {
        return formats.get(column).text(cell);
    }

    /** Whether any number of the result is rounded. */
    boolean rounds(Answer answer) {
        return answer.rows().stream().anyMatch(row -> {
            for (int column = 0; column < row.size(); column++) {
                if (formats.get(column).rounds(row.get(column))) {
                    return true;
                }
            }
            return false;
        });
    }

    private static List<Cell> cells(Answer answer, int index) {
        return answer.rows().stream().map(row -> row.get(index)).toList();
    }
}
