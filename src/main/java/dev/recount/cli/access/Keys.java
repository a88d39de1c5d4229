package dev.recount.cli.access;

import dev.recount.access.credential.ApiKey;
import dev.recount.access.credential.KnownCaller;
import dev.recount.cli.option.Version;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recount keys}. */
@Command(
        name = "keys",
        description = "Makes and takes back the API keys of programs that may use a server.",
        subcommands = {Keys.Add.class, Keys.Show.class, Keys.Remove.class},
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Keys {

    private static final int MARK = 12;

    /** Returns the beginning of the hash of a key, by which it is told from others of the same holder. */
    private static String mark(KnownCaller key) {
        return key.secret().substring(KnownCaller.KEY.length(), KnownCaller.KEY.length() + MARK);
    }

    /** {@code recount keys add}. */
    @Command(
            name = "add",
            description = {
                "Makes a key, and prints it: that is the only time that it can be seen, as the file keeps a hash of it.",
                "A holder can have several, so that one takes the place of another without a gap."
            },
            versionProvider = Version.class,
            mixinStandardHelpOptions = true)
    public static final class Add implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "The name of its holder, which is kept with what it sends.")
        private String name = "";

        @Mixin
        private CallersOptions.Known known = new CallersOptions.Known();

        @Mixin
        private CallersOptions options = new CallersOptions();

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            CallersOptions.requireName(name);
            ApiKey key = ApiKey.make();
            KnownCaller holder = known.caller(name, key.hash(), Instant.now());
            options.put(holder, _ -> false);
            PrintWriter out = spec.commandLine().getOut();
            out.println(key.text());
            out.flush();
            return 0;
        }
    }

    /** {@code recount keys list}. */
    @Command(
            name = "list",
            description =
                    "Prints the keys that there are: a mark of each, its holder, the roles, and until when it holds.",
            versionProvider = Version.class,
            mixinStandardHelpOptions = true)
    public static final class Show implements Callable<Integer> {

        @Mixin
        private CallersOptions options = new CallersOptions();

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            options.print(KnownCaller::isKey, key -> mark(key) + "  " + CallerText.of(key), spec);
            return 0;
        }
    }

    /** {@code recount keys remove}. */
    @Command(
            name = "remove",
            description = "Takes back the keys of a holder, or one of them.",
            versionProvider = Version.class,
            mixinStandardHelpOptions = true)
    public static final class Remove implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "The name of the holder.")
        private String name = "";

        @Option(names = "--mark", paramLabel = "MARK", description = "The mark of the one key, as list prints it.")
        private Optional<String> mark = Optional.empty();

        @Mixin
        private CallersOptions options = new CallersOptions();

        @Override
        public Integer call() {
            options.remove(this::isMeant, "such key of " + name);
            return 0;
        }

        private boolean isMeant(KnownCaller key) {
            return key.isKey()
                    && key.name().equals(name)
                    && mark.filter(other -> !other.equals(mark(key))).isEmpty();
        }
    }
}
