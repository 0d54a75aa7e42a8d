package dev.madrugada.cli.dataset;

import dev.madrugada.common.dataset.PointerMove;

/** The line that tells what a command did to a dataset's pointer. */
public final class MoveText {
    private MoveText() {}

    /** The line, without a line feed. */
    public static String of(PointerMove move) {
        if (!move.hasChanged()) {
            return move.dataset() + ": " + move.folder() + " was current already";
        }
        return move.dataset() + ": " + move.folder() + " is current now"
                + move.before().map(before -> ", before it " + before).orElse("");
    }
}
