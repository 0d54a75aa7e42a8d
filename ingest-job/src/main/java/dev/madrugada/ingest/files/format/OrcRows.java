package dev.madrugada.ingest.files.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.apache.orc.TypeDescription;

/** Rows of an ORC file, each as a JSON object with all columns of the file. */
final class OrcRows implements FileRecords {
    private final Reader file;
    private final RecordReader rows;
    private final TypeDescription schema;
    private final VectorizedRowBatch batch;
    private final JsonPayload json = new JsonPayload();
    private int row = -1;
    private long position = -1;

    OrcRows(FileSystem files, Path path) throws IOException {
        this.file = OrcFile.createReader(
                path,
                OrcFile.readerOptions(files.getConf())
                        .filesystem(files)
                        .useUTCTimestamp(true)
                        .convertToProlepticGregorian(true));
        this.schema = file.getSchema();
        this.batch = schema.createRowBatch();
        this.rows = file.rows();
    }

    @Override
    public boolean next() throws IOException {
        row++;
        position++;
        while (row >= batch.size) {
            if (!rows.nextBatch(batch)) {
                return false;
            }
            row = 0;
        }
        return true;
    }

    @Override
    public byte[] payload() throws IOException {
        JsonGenerator out = json.begin();
        if (schema.getCategory() == TypeDescription.Category.STRUCT) {
            OrcValue.object(out, schema, batch.cols, row);
        } else {
            OrcValue.write(out, schema, batch.cols[0], row);
        }
        return json.end();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        rows.close();
        file.close();
    }
}
