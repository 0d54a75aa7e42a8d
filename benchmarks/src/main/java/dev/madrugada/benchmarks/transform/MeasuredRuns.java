package dev.madrugada.benchmarks.transform;

import dev.madrugada.benchmarks.process.HeapPeak;
import dev.madrugada.benchmarks.process.Stopwatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs one program several times in this process. Arguments: the contender, the folder, the number of runs. */
final class MeasuredRuns {
    private MeasuredRuns() {}

    public static void main(String[] args) throws Exception {
        Contender contender = Contender.valueOf(args[0]);
        OrdersFolder folder = new OrdersFolder(Path.of(args[1]));
        HeapPeak heap = new HeapPeak();
        List<Measurement.Run> runs = new ArrayList<>();
        for (int run = 0; run < Integer.parseInt(args[2]); run++) {
            folder.deleteOutput(contender);
            Stopwatch watch = Stopwatch.started();
            contender.run(folder);
            runs.add(new Measurement.Run(watch.seconds(), watch.cpuSeconds()));
        }
        System.out.println(new Measurement(runs, Stopwatch.processCpuSeconds(), heap.bytes()).encoded());
    }
}
