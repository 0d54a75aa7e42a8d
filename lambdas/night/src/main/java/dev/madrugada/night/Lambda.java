package dev.madrugada.night;

import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.error.Unexpected;
import dev.madrugada.common.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads an event, answers as JSON; whatever is thrown leaves with a code. */
final class Lambda {
    private static final Logger LOG = LoggerFactory.getLogger(Lambda.class);

    private Lambda() {}

    /** What a Lambda does with an event. */
    @FunctionalInterface
    interface Work {
        Object answer(NightEvent event);
    }

    static void run(String name, InputStream event, OutputStream answer, Work work) throws IOException {
        try {
            NightEvent read = NightEvent.read(event);
            LOG.info("event=start lambda={} execution={}", name, read.execution());
            Object verdicts = work.answer(read);
            LOG.info("event=end lambda={} answer={}", name, verdicts);
            answer.write(Json.write(verdicts));
        } catch (MadrugadaException coded) {
            throw describe(name, coded);
        } catch (RuntimeException unexpected) {
            throw describe(name, Unexpected.bug(unexpected));
        }
    }

    /** Logged here, since Lambda hands a thrown exception to the caller, whose history is no place for its causes. */
    private static MadrugadaException describe(String name, MadrugadaException coded) {
        LOG.error("event=failed lambda={}", name, coded);
        return coded.withoutCause();
    }
}
