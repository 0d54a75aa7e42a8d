package dev.madrugada.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard error without what ANTLR's runtime says when DQDL's parser, which a release before generated, is loaded: it
 * reads the same grammar, and there is no switch.
 */
final class QuietAntlr extends OutputStream {
    private static final String NOTICE = "ANTLR ";

    private final OutputStream target;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private QuietAntlr(OutputStream target) {
        this.target = target;
    }

    static void install() {
        System.setErr(new PrintStream(new QuietAntlr(System.err), true, StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void write(int value) throws IOException {
        line.write(value);
        if (value == '\n') {
            pass();
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        // A line that has only begun might become a notice.
        if (!NOTICE.startsWith(beginning())) {
            pass();
        }
        target.flush();
    }

    private void pass() throws IOException {
        if (!beginning().equals(NOTICE)) {
            target.write(line.toByteArray());
        }
        line.reset();
    }

    private String beginning() {
        byte[] bytes = line.toByteArray();
        return new String(bytes, 0, Math.min(bytes.length, NOTICE.length()), StandardCharsets.UTF_8);
    }
}
