package dev.madrugada.ingest.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Assigns files to tasks: neighbours in the listing are read by one task, in order, so that its rows come in the order of
 * files. Large files of lines are split.
 *
 * @param cores the number of tasks that run at once
 */
record TaskPlan(int cores, Splitting splitting) {
    private static final long MIB = 1L << 20;
    private static final long MAX_BYTES = 128 * MIB;
    private static final long MIN_BYTES = 4 * MIB;
    /** What the opening of a file costs, as bytes that could be read meanwhile. */
    private static final long OPENING_BYTES = MIB / 4;

    /** Decides whether a file can be read in parts. */
    interface Splitting {
        boolean isSplittable(ListedFile file) throws IOException;
    }

    List<List<FilePart>> tasks(List<ListedFile> files) throws IOException {
        long all = 0;
        for (ListedFile file : files) {
            all += file.bytes() + OPENING_BYTES;
        }
        long target = Math.max(MIN_BYTES, Math.min(MAX_BYTES, all / Math.max(1, cores)));
        List<List<FilePart>> tasks = new ArrayList<>();
        List<FilePart> task = new ArrayList<>();
        long assigned = 0;
        for (ListedFile file : files) {
            for (FilePart part : parts(file, target)) {
                long bytes = part.bytes() + OPENING_BYTES;
                if (!task.isEmpty() && assigned + bytes > target) {
                    tasks.add(List.copyOf(task));
                    task.clear();
                    assigned = 0;
                }
                task.add(part);
                assigned += bytes;
            }
        }
        if (!task.isEmpty()) {
            tasks.add(List.copyOf(task));
        }
        return tasks;
    }

    private List<FilePart> parts(ListedFile file, long target) throws IOException {
        if (file.bytes() <= 2 * target
                || file.content() == ListedFile.Content.REFUSED
                || !splitting.isSplittable(file)) {
            return List.of(FilePart.whole(file));
        }
        List<FilePart> parts = new ArrayList<>();
        for (long from = 0; from < file.bytes(); from += target) {
            long to = from + target;
            parts.add(new FilePart(file, from, to < file.bytes() ? to : Long.MAX_VALUE));
        }
        return parts;
    }
}
