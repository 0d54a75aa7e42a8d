package dev.madrugada.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard error without the notices of ANTLR's runtime about DQDL's parser, which an earlier release of ANTLR
 * generated. The runtime reads the parser's grammar correctly, and no setting turns the notices off.
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
        // An incomplete line may be the start of a notice, so it is kept back.
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
