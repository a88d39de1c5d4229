package dev.recount.bench;

import dev.recount.database.place.DatabasePlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

class H2BenchTest extends BenchContract {

    @TempDir
    private Path folder;

    @Override
    DatabasePlace configured() {
        return new DatabasePlace.Folder(folder.resolve("data"));
    }

    @Override
    List<String> beside() throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(Path::toString).sorted().toList();
        }
    }
}
