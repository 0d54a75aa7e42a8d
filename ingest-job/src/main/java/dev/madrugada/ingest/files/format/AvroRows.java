package dev.madrugada.ingest.files.format;

import java.io.IOException;
import java.io.InputStream;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.jspecify.annotations.Nullable;

/** Records of an Avro container file, each as a JSON object, read with the schema in the file. */
final class AvroRows implements FileRecords {
    private final DataFileStream<Object> records;
    private final AvroJson json = new AvroJson();
    private @Nullable Object record;
    private long position = -1;

    AvroRows(InputStream file) throws IOException {
        this.records = new DataFileStream<>(file, new GenericDatumReader<>());
    }

    @Override
    public boolean next() throws IOException {
        position++;
        if (!records.hasNext()) {
            return false;
        }
        record = records.next(record);
        return true;
    }

    @Override
    public byte[] payload() throws IOException {
        return json.payload(records.getSchema(), record);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
