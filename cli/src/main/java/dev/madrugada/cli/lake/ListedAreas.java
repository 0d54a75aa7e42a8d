package dev.madrugada.cli.lake;

import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.ObjectStore;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A lake of which each area and the run records were listed once, for a command that asks for all datasets. Listings below an area show it as
 * it was then; objects are read as they are now.
 */
final class ListedAreas implements ObjectStore {
    private final ObjectStore store;
    private final Map<String, List<StoredObject>> areas = new TreeMap<>();

    ListedAreas(ObjectStore store, LakeLayout layout) {
        this.store = store;
        for (LakeTable.Area area : LakeTable.Area.values()) {
            URI folder = layout.root().resolve(area.folder() + "/");
            areas.put(folder.getPath(), store.list(folder));
        }
        areas.put(layout.runs().getPath(), store.list(layout.runs()));
    }

    /** The names of the folders directly below the areas and the run records. */
    Set<String> datasets() {
        Set<String> names = new TreeSet<>();
        areas.forEach((folder, objects) -> {
            for (StoredObject object : objects) {
                String below = object.uri().getPath().substring(folder.length());
                if (below.indexOf('/') > 0) {
                    names.add(below.substring(0, below.indexOf('/')));
                }
            }
        });
        return names;
    }

    @Override
    public List<StoredObject> list(URI folder) {
        String path = folder.getPath();
        for (Map.Entry<String, List<StoredObject>> area : areas.entrySet()) {
            if (path.startsWith(area.getKey())) {
                return area.getValue().stream()
                        .filter(object -> object.uri().getPath().startsWith(path))
                        .toList();
            }
        }
        return store.list(folder);
    }

    @Override
    public Optional<byte[]> read(URI object) {
        return store.read(object);
    }

    @Override
    public void write(URI object, byte[] content) {
        store.write(object, content);
    }

    @Override
    public boolean create(URI object, byte[] content) {
        return store.create(object, content);
    }

    @Override
    public void delete(Collection<URI> objects) {
        store.delete(objects);
    }
}
