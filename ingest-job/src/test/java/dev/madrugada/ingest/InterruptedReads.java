package dev.madrugada.ingest;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.S3AFileSystem;

/** S3A, with something that happens once after the first bytes of a file were read. Hadoop makes it by its name. */
final class InterruptedReads extends FilterFileSystem {
    private static final AtomicReference<Runnable> EVENT = new AtomicReference<>();

    InterruptedReads() {
        super(new S3AFileSystem());
    }

    /** Sets what happens after the next read of any file. */
    static void afterTheNextRead(Runnable event) {
        EVENT.set(event);
    }

    /** Whether it has happened. */
    static boolean hasHappened() {
        return EVENT.get() == null;
    }

    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
        return new FSDataInputStream(new Interrupted(fs.open(file, bufferSize)));
    }

    private static final class Interrupted extends FSInputStream {
        private final FSDataInputStream in;

        Interrupted(FSDataInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return after(in.read());
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return after(in.read(target, offset, length));
        }

        private static int after(int read) {
            Runnable event = EVENT.getAndSet(null);
            if (event != null) {
                event.run();
            }
            return read;
        }

        @Override
        public void seek(long position) throws IOException {
            in.seek(position);
        }

        @Override
        public long getPos() throws IOException {
            return in.getPos();
        }

        @Override
        public boolean seekToNewSource(long position) throws IOException {
            return in.seekToNewSource(position);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
