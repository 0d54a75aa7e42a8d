package dev.madrugada.kinesis.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.kinesis.InvalidOptionsException;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Opens streams with a class path that has the SDK's module {@code kinesis} but not the module {@code sts}. */
class WithoutStsTest {

    @Test
    void opensAStreamWithTheCredentialsOfTheProcess() throws Exception {
        assertThat(onAClasspathWithoutSts(AsTheProcess.class)).isEqualTo("opened");
    }

    @Test
    void roleArnRequiresSts() throws Exception {
        assertThat(onAClasspathWithoutSts(AsARole.class))
                .contains("role-arn: needs the SDK's module sts, which is not on the class path")
                .contains("add software.amazon.awssdk:sts");
    }

    public static final class AsTheProcess implements Supplier<String> {
        @Override
        public String get() {
            return open(null);
        }
    }

    public static final class AsARole implements Supplier<String> {
        @Override
        public String get() {
            return open(new StreamRole("arn:aws:iam::123456789012:role/reader", null));
        }
    }

    private static String open(@Nullable StreamRole role) {
        StreamAccess access = new StreamAccess(new StreamId("flights", null), "eu-central-1", null, role);
        try (StreamClient client = StreamClients.aws().open(access)) {
            return client == null ? "" : "opened";
        } catch (InvalidOptionsException refused) {
            return String.join(" | ", refused.problems());
        }
    }

    private static String onAClasspathWithoutSts(Class<? extends Supplier<String>> opening) throws Exception {
        try (URLClassLoader loader = withoutSts()) {
            Object own = loader.loadClass(opening.getName()).getConstructor().newInstance();
            return String.valueOf(((Supplier<?>) own).get());
        }
    }

    private static URLClassLoader withoutSts() throws IOException {
        String classpath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<URL> kept = new ArrayList<>();
        int left = 0;
        for (String entry : classpath.split(File.pathSeparator, -1)) {
            if (new File(entry).getName().matches("sts-[0-9.]+\\.jar")) {
                left++;
            } else {
                kept.add(url(entry));
            }
        }
        assertThat(left).isEqualTo(1);
        return new URLClassLoader(kept.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) throws MalformedURLException {
        return new File(entry).toURI().toURL();
    }
}
