package dev.madrugada.ingest.files;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file system that remembers whether it failed, so that a failure of storage is never mistaken for a broken file: a
 * reader of a format throws both as IOException.
 */
final class StorageErrors extends FilterFileSystem {
    private @Nullable IOException failure;

    StorageErrors(FileSystem files) {
        super(files);
    }

    /** The first failure of a call to storage; null if there was none. */
    @Nullable
    IOException failure() {
        return failure;
    }

    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
        try {
            return new FSDataInputStream(new Stored(fs.open(file, bufferSize)));
        } catch (IOException failed) {
            throw noted(failed);
        }
    }

    private IOException noted(IOException failed) {
        if (failure == null) {
            failure = failed;
        }
        return failed;
    }

    private final class Stored extends FSInputStream {
        private final FSDataInputStream in;

        Stored(FSDataInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException failed) {
                throw noted(failed);
            }
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (IOException failed) {
                throw noted(failed);
            }
        }

        @Override
        public void seek(long position) throws IOException {
            // A position behind the end is an error of the format, and fails here too.
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
