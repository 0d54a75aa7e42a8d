package dev.madrugada.cli.doctor;

import dev.madrugada.cli.doctor.check.Status;
import java.util.function.Consumer;

/**
 * A thing that is broken in an account.
 *
 * @param check the only check that may find something
 * @param seen a part of what it must have seen
 * @param fix a part of the fix
 * @param <A> the kind of account in which it can be broken
 */
record BrokenThing<A>(String name, Consumer<A> how, String check, Status status, String seen, String fix) {
    static <A> BrokenThing<A> failed(String name, Consumer<A> how, String check, String seen, String fix) {
        return new BrokenThing<>(name, how, check, Status.FAILED, seen, fix);
    }

    static <A> BrokenThing<A> warning(String name, Consumer<A> how, String check, String seen, String fix) {
        return new BrokenThing<>(name, how, check, Status.WARNING, seen, fix);
    }

    /** Breaks it. */
    void in(A account) {
        how.accept(account);
    }

    @Override
    public String toString() {
        return name;
    }
}
