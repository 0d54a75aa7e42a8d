package dev.madrugada.formats;

import dev.madrugada.common.iceberg.MetadataPointer;

/** A catalog's entry in a test. */
interface TestPointer extends MetadataPointer {
    /** The same entry, with a test's hook around each operation. */
    MetadataPointer hooked(HookedStore.Hook hook);
}
