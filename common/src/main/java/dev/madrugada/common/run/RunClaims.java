package dev.madrugada.common.run;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes one job run do the work of a claim, even if Glue was asked twice to start it. StartJobRun has no client token,
 * so a request whose answer was lost may have started a run. The first job run of a claim creates an object in the
 * lake; every other one finds the object and stops.
 */
public final class RunClaims {
    private final Supplier<? extends ObjectStore> store;

    /** @param store opened by the first call */
    public RunClaims(Supplier<? extends ObjectStore> store) {
        this.store = store;
    }

    /**
     * The place of a claim's object: {@code runs/<dataset>/<date>/claims/<claim>.json}.
     *
     * @param lake the lake's root, ending in a slash
     * @param folder the name of the dataset's folder; the name in the contract is not known before anything is read
     */
    public record Place(URI lake, String folder, LocalDate date, String claim) {
        URI uri() {
            return lake.resolve("runs/" + folder + "/" + date + "/claims/" + claim + ".json");
        }
    }

    /**
     * Takes the claim for a job run. A job run that has taken it already may call this again.
     *
     * @throws dev.madrugada.common.error.RetryableException PublicationConflict if another job run has taken the claim
     */
    public void take(Place place, String jobRun) {
        RunClaim claim = new RunClaim(RunClaim.VERSION, place.claim(), jobRun);
        if (store.get().create(place.uri(), Json.write(claim))) {
            return;
        }
        String holder = holder(place).orElse("");
        if (!holder.equals(jobRun)) {
            throw Fault.of(ErrorCode.PublicationConflict)
                    .at("claim " + place.claim())
                    .what("job run " + jobRun + " stops before it reads anything")
                    .because("job run " + holder + " was started for the same task and has begun its work")
                    .fix("nothing needs to be done: the glue-runner follows the other job run")
                    .exception();
        }
    }

    /** The job run that has taken the claim; empty if none has. */
    public Optional<String> holder(Place place) {
        URI uri = place.uri();
        return store.get()
                .read(uri)
                .map(bytes -> Json.read(bytes, RunClaim.class, uri.toString()).jobRun());
    }
}
