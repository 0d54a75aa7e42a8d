package dev.madrugada.cli.doctor.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every bundle of an account in {@code src/test/resources/evidence}, and the one that the system property {@code
 * madrugada.evidence} names: the local stack gives each of its answers. What the local stack answers is the sample {@code
 * local-stack.json}, which DoctorIT compares with the local stack.
 */
class EvidenceReplayTest {
    private static final Path FOLDER = Path.of(System.getProperty("madrugada.root"), "cli/src/test/resources/evidence");
    private static final String LOCAL_STACK = "local-stack.json";

    @Test
    void theLocalStackAnswersAsEveryAccountDid() throws IOException {
        for (Path bundle : bundles()) {
            assertThat(read(bundle).differences(localStack())).as("%s", bundle).isEmpty();
        }
    }

    @Test
    void anotherAnswerOfAnAccountIsFound() throws IOException {
        List<Observation> changed = new ArrayList<>(localStack().observations());
        changed.replaceAll(seen -> seen.behaviour().equals("s3-create-of-an-existing-object")
                ? new Observation(seen.behaviour(), seen.request(), "replaced", seen.wording())
                : seen);
        EvidenceBundle account = new EvidenceBundle(EvidenceBundle.VERSION, EvidenceBundle.AWS, changed);

        assertThat(account.differences(localStack()))
                .containsExactly(
                        "s3-create-of-an-existing-object (PutObject, If-None-Match: *): [replaced] here, [refused]"
                                + " there");
    }

    @Test
    void theSampleSaysThatItIsNotOfAws() throws IOException {
        assertThat(localStack().endpoints()).isEqualTo(EvidenceBundle.CUSTOM);
        assertThat(localStack().questions()).isGreaterThan(20);
    }

    private static List<Path> bundles() throws IOException {
        List<Path> bundles = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.endsWith(LOCAL_STACK))
                    .sorted()
                    .forEach(bundles::add);
        }
        String named = System.getProperty("madrugada.evidence", "");
        if (!named.isEmpty()) {
            bundles.add(Path.of(named));
        }
        return bundles;
    }

    private static EvidenceBundle localStack() throws IOException {
        return read(FOLDER.resolve(LOCAL_STACK));
    }

    private static EvidenceBundle read(Path file) throws IOException {
        return EvidenceBundle.read(Files.readAllBytes(file), file.toString());
    }
}
