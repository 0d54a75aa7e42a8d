package dev.madrugada.localstack.redshift;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code COPY <table> [(columns)] FROM 's3://…' [IAM_ROLE …|CREDENTIALS …] FORMAT [AS] PARQUET
 * [SERIALIZETOJSON] MANIFEST}. Rejects the options that Redshift rejects for Parquet
 * (https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-columnar.html).
 *
 * @param table table name as written in the statement
 * @param columns column names as written in the statement; empty for all columns of the table
 * @param role ARN of the role; an empty string if other credentials are given
 * @param nested what happens to nested columns
 */
record CopyCommand(String table, List<String> columns, URI manifest, String role, Nested nested) {
    /** What happens to nested columns of the files. */
    enum Nested {
        REFUSED,
        /** SERIALIZETOJSON: they are loaded into SUPER columns. */
        SERIALIZED
    }

    CopyCommand {
        columns = List.copyOf(columns);
    }

    /** Whether the statement is a COPY from S3. The COPY may still be malformed. */
    static boolean isCopyFromS3(List<SqlToken> statement) {
        return !statement.isEmpty()
                && statement.get(0).is("COPY")
                && statement.stream()
                        .anyMatch(token -> token.kind() == SqlToken.Kind.STRING
                                && token.content().startsWith("s3://"));
    }

    static CopyCommand parse(List<SqlToken> statement) throws SqlFailure {
        return new Parser(statement).command();
    }

    private static final class Parser {
        private static final Set<String> VALUE_OPTIONS =
                Set.of("IAM_ROLE", "CREDENTIALS", "ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN");

        private final List<SqlToken> tokens;
        private int next = 1;
        private boolean authorized;
        private String role = "";
        private boolean parquet;
        private boolean manifest;
        private Nested nested = Nested.REFUSED;

        Parser(List<SqlToken> tokens) {
            this.tokens = tokens;
        }

        CopyCommand command() throws SqlFailure {
            StringBuilder table = new StringBuilder();
            while (!peek("(") && !peek("FROM")) {
                table.append(take().text());
            }
            List<String> columns = columns();
            expect("FROM");
            URI source = URI.create(string().replace(" ", "%20"));
            while (next < tokens.size()) {
                option();
            }
            if (!authorized) {
                throw new SqlFailure(SqlFailure.SYNTAX, "COPY from S3 needs IAM_ROLE or CREDENTIALS");
            }
            if (!parquet || !manifest) {
                throw new SqlFailure(
                        SqlFailure.UNSUPPORTED,
                        "the local stack supports COPY … FORMAT PARQUET [SERIALIZETOJSON] MANIFEST only");
            }
            return new CopyCommand(table.toString(), columns, source, role, nested);
        }

        private List<String> columns() throws SqlFailure {
            List<String> columns = new ArrayList<>();
            if (peek("(")) {
                do {
                    next++;
                    columns.add(take().text());
                } while (peek(","));
                expect(")");
            }
            return columns;
        }

        private void option() throws SqlFailure {
            SqlToken option = take();
            String name = option.text().toUpperCase(Locale.ROOT);
            if (VALUE_OPTIONS.contains(name)) {
                skip("AS");
                if (!skip("DEFAULT")) {
                    String value = string();
                    role = name.equals("IAM_ROLE") ? value : role;
                }
                authorized = true;
            } else if (name.equals("FORMAT") || name.equals("PARQUET")) {
                if (name.equals("FORMAT")) {
                    skip("AS");
                    expect("PARQUET");
                }
                parquet = true;
            } else if (name.equals("MANIFEST")) {
                manifest = true;
            } else if (name.equals("SERIALIZETOJSON")) {
                nested = Nested.SERIALIZED;
            } else if (name.equals("STATUPDATE")) {
                if (!skip("ON")) {
                    skip("OFF");
                }
            } else {
                throw new SqlFailure(
                        SqlFailure.UNSUPPORTED, name + " argument is not supported for PARQUET based COPY");
            }
        }

        private SqlToken take() throws SqlFailure {
            if (next == tokens.size()) {
                throw new SqlFailure(SqlFailure.SYNTAX, "syntax error at end of input");
            }
            return tokens.get(next++);
        }

        private boolean peek(String text) {
            return next < tokens.size() && tokens.get(next).is(text);
        }

        private boolean skip(String text) {
            boolean found = peek(text);
            next += found ? 1 : 0;
            return found;
        }

        private void expect(String text) throws SqlFailure {
            SqlToken token = take();
            if (!token.is(text)) {
                throw new SqlFailure(SqlFailure.SYNTAX, "syntax error at or near \"" + token.text() + "\"");
            }
        }

        private String string() throws SqlFailure {
            SqlToken token = take();
            if (token.kind() != SqlToken.Kind.STRING) {
                throw new SqlFailure(SqlFailure.SYNTAX, "syntax error at or near \"" + token.text() + "\"");
            }
            return token.content();
        }
    }
}
