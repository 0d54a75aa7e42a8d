package dev.madrugada.cli.run;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A file with a day's records, which is read once before its records are put.
 *
 * @param sha256 digest of the content in hex; of lines, after decompression
 * @param arrivals arrival times of the lines, from their event times; none of a file that is put as it is
 */
record InputFile(Path file, String sha256, ArrivalTimes arrivals) {
    private static final int GZIP = 0x1f8b;

    static InputFile read(Path file, DatasetContract contract, LocalDate date) {
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            DigestInputStream content = new DigestInputStream(decompressed(stored), digest);
            ArrivalTimes arrivals = ArrivalTimes.of(content, contract, date);
            return new InputFile(file, HexFormat.of().formatHex(digest.digest()), arrivals);
        } catch (ArrivalTimes.NotBase64Exception other) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("--input " + file + ":" + other.line())
                    .what("the line is not Base64")
                    .because("the contract's payload.format is binary, and each line has to be one payload in Base64")
                    .fix("write each payload as one line of Base64, or correct payload.format")
                    .exception(other);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    /** A file that is put as it is, without a look at its records. */
    static InputFile whole(Path file) {
        try (InputStream stored = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            var unused = new DigestInputStream(stored, digest).transferTo(OutputStream.nullOutputStream());
            return new InputFile(file, HexFormat.of().formatHex(digest.digest()), new ArrivalTimes(new long[0]));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    private static MadrugadaException unreadable(Path file, IOException failed) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("--input " + file)
                .what("the file could not be read")
                .because(failed.getClass().getSimpleName() + " " + failed.getMessage())
                .fix("see that it can be read and is whole; 'gzip -t' checks a compressed one")
                .exception(failed);
    }

    /** The lines, without their line ends; as many as there are arrival times. */
    List<byte[]> lines() {
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                InputStream content = new BufferedInputStream(decompressed(stored), 1 << 16)) {
            List<byte[]> lines = new ArrayList<>();
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = content.read(); next >= 0; next = content.read()) {
                if (next == '\n') {
                    lines.add(line.toByteArray());
                    line.reset();
                } else {
                    line.write(next);
                }
            }
            if (line.size() > 0) {
                lines.add(line.toByteArray());
            }
            return lines;
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    private static InputStream decompressed(InputStream stored) throws IOException {
        stored.mark(2);
        int magic = stored.read() << 8 | stored.read();
        stored.reset();
        return magic == GZIP ? new GZIPInputStream(stored, 1 << 16) : stored;
    }
}
