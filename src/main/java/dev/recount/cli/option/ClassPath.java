package dev.recount.cli.option;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The class path on which domains are looked for, besides those that ship with the program. */
public final class ClassPath {

    @Option(
            names = "--class-path",
            paramLabel = "JAR_OR_DIR",
            description = "A jar or a folder of classes with domains of your own. Can be given several times.")
    private List<Path> entries = new ArrayList<>();

    public ClassLoader loader() {
        URL[] urls = entries.stream().map(ClassPath::url).toArray(URL[]::new);
        return urls.length == 0
                ? ClassPath.class.getClassLoader()
                : new URLClassLoader(urls, ClassPath.class.getClassLoader());
    }

    private static URL url(Path jarOrFolder) {
        if (!Files.exists(jarOrFolder)) {
            throw new CommandFailedException("--class-path: there is no " + jarOrFolder);
        }
        try {
            return jarOrFolder.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
