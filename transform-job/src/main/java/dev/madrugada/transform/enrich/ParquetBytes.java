package dev.madrugada.transform.enrich;

import java.io.ByteArrayInputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A Parquet file in memory. */
final class ParquetBytes implements InputFile {
    private final byte[] bytes;

    ParquetBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long getLength() {
        return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
        Positioned positioned = new Positioned(bytes);
        return new DelegatingSeekableInputStream(positioned) {
            @Override
            public long getPos() {
                return positioned.position();
            }

            @Override
            public void seek(long position) {
                positioned.seek(position);
            }
        };
    }

    @Override
    public String toString() {
        return bytes.length + " bytes in memory";
    }

    private static final class Positioned extends ByteArrayInputStream {
        Positioned(byte[] bytes) {
            super(bytes);
        }

        long position() {
            return pos;
        }

        void seek(long position) {
            if (position < 0 || position > count) {
                throw new IllegalArgumentException("position " + position + " of " + count);
            }
            pos = (int) position;
        }
    }
}
