package dev.madrugada.formats;

import dev.madrugada.common.lake.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Iceberg's port to files, on the lake's store. Only metadata passes it, so each file is held in memory as a whole: some
 * kilobytes for a manifest.
 */
final class StoreFileIO implements FileIO {
    private final transient ObjectStore store;
    private final URI folder;

    /**
     * Creates the port.
     *
     * @param folder the folder with Iceberg's own files
     */
    StoreFileIO(ObjectStore store, URI folder) {
        this.store = store;
        this.folder = folder;
    }

    @Override
    public InputFile newInputFile(String path) {
        return new StoredInput(store, path);
    }

    @Override
    public OutputFile newOutputFile(String path) {
        return new StoredOutput(store, path);
    }

    /** Deletes a file of Iceberg's own. Other files are left alone: manifests of generations may name them. */
    @Override
    public void deleteFile(String path) {
        if (path.startsWith(folder.toString())) {
            store.delete(List.of(URI.create(path)));
        }
    }

    /** A file that is read once. */
    private static final class StoredInput implements InputFile {
        private final ObjectStore store;
        private final String path;
        private byte @Nullable [] content;

        StoredInput(ObjectStore store, String path) {
            this.store = store;
            this.path = path;
        }

        @Override
        public long getLength() {
            return content().length;
        }

        @Override
        public SeekableInputStream newStream() {
            return new StoredStream(content());
        }

        @Override
        public String location() {
            return path;
        }

        @Override
        public boolean exists() {
            return content != null || store.read(URI.create(path)).isPresent();
        }

        private byte[] content() {
            byte[] read = content;
            if (read == null) {
                read = store.read(URI.create(path))
                        .orElseThrow(() -> new NotFoundException("File does not exist: %s", path));
                content = read;
            }
            return read;
        }
    }

    private static final class StoredStream extends SeekableInputStream {
        /** Knows its position. */
        private static final class Bytes extends ByteArrayInputStream {
            Bytes(byte[] content) {
                super(content);
            }

            int position() {
                return pos;
            }

            void seek(long position) {
                if (position < 0 || position > count) {
                    throw new IllegalArgumentException("no position of " + count + " bytes: " + position);
                }
                pos = (int) position;
            }
        }

        private final Bytes bytes;

        StoredStream(byte[] content) {
            this.bytes = new Bytes(content);
        }

        @Override
        public long getPos() {
            return bytes.position();
        }

        @Override
        public void seek(long position) {
            bytes.seek(position);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public int available() {
            return bytes.available();
        }
    }

    private record StoredOutput(ObjectStore store, String path) implements OutputFile {
        @Override
        public PositionOutputStream create() {
            return new Buffered() {
                @Override
                void store(byte[] content) {
                    if (!store.create(URI.create(path), content)) {
                        throw new AlreadyExistsException("File already exists: %s", path);
                    }
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            return new Buffered() {
                @Override
                void store(byte[] content) {
                    store.write(URI.create(path), content);
                }
            };
        }

        @Override
        public String location() {
            return path;
        }

        @Override
        public InputFile toInputFile() {
            return new StoredInput(store, path);
        }
    }

    /** Stores its bytes when it is closed for the first time. */
    private abstract static class Buffered extends PositionOutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean isClosed;

        abstract void store(byte[] content);

        @Override
        public long getPos() {
            return bytes.size();
        }

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            bytes.write(from, offset, length);
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (!isClosed) {
                isClosed = true;
                store(bytes.toByteArray());
            }
        }
    }
}
