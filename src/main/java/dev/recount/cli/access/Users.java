package dev.recount.cli.access;

import dev.recount.access.credential.KnownCaller;
import dev.recount.access.credential.PasswordHash;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.Version;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recount users}. */
@Command(
        name = "users",
        description = "Looks after the people who may use a server by a name and a password.",
        subcommands = {Users.Put.class, Users.Show.class, Users.Remove.class},
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Users {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 256;

    /** {@code recount users put}. */
    @Command(
            name = "put",
            description = {
                "Adds a user, or puts another password, other roles and other claims in the place of what there is of one.",
                "The password is asked for on the terminal, or else is the first line of the standard input."
            },
            versionProvider = Version.class,
            mixinStandardHelpOptions = true)
    public static final class Put implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "The user's name, which is kept with what the user sends.")
        private String name = "";

        @Mixin
        private CallersOptions.Known known = new CallersOptions.Known();

        @Mixin
        private CallersOptions options = new CallersOptions();

        @Override
        public Integer call() throws IOException {
            CallersOptions.requireName(name);
            if (name.indexOf(':') >= 0) {
                throw new CommandFailedException("NAME: must have no colon, which ends the name where it is sent");
            }
            String secret = PasswordHash.of(password()).toString();
            KnownCaller user = known.caller(name, secret, Instant.now());
            options.put(user, before -> isUser(before, name));
            return 0;
        }

        private static String password() throws IOException {
            Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
            String password = terminal.isPresent()
                    ? asked(terminal.get())
                    : new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (password == null || password.length() < SHORTEST || password.length() > LONGEST) {
                throw new CommandFailedException(
                        "the password must have " + SHORTEST + " to " + LONGEST + " characters");
            }
            return password;
        }

        private static @Nullable String asked(Console console) {
            char @Nullable [] password = console.readPassword("The password: ");
            char @Nullable [] again = console.readPassword("Once more: ");
            if (password == null || again == null) {
                return null;
            } else if (!new String(password).equals(new String(again))) {
                throw new CommandFailedException("the two passwords are not the same");
            }
            return new String(password);
        }
    }

    private static boolean isUser(KnownCaller caller, String name) {
        return !caller.isKey() && caller.name().equals(name);
    }

    /** {@code recount users list}. */
    @Command(
            name = "list",
            description = "Prints the users, their roles and claims, and until when they may use the server.",
            versionProvider = Version.class,
            mixinStandardHelpOptions = true)
    public static final class Show implements Callable<Integer> {

        @Mixin
        private CallersOptions options = new CallersOptions();

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            options.print(user -> !user.isKey(), CallerText::of, spec);
            return 0;
        }
    }

    /** {@code recount users remove}. */
    @Command(
            name = "remove",
            description = "Removes a user.",
            versionProvider = Version.class,
            mixinStandardHelpOptions = true)
    public static final class Remove implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "The user's name.")
        private String name = "";

        @Mixin
        private CallersOptions options = new CallersOptions();

        @Override
        public Integer call() {
            options.remove(user -> isUser(user, name), "user " + name);
            return 0;
        }
    }
}
