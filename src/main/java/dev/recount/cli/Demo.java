package dev.recount.cli;

import dev.recount.cli.load.BulkImport;
import dev.recount.cli.load.BulkTraffic;
import dev.recount.cli.option.Caller;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.ServerOptions;
import dev.recount.cli.option.Version;
import dev.recount.model.domain.Domain;
import dev.recount.server.EnduringServer;
import dev.recount.server.settings.Settings;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recount demo}. */
@Command(
        name = "demo",
        description = "Starts a server with a bank's accounts and a busy shop in it, and prints what to try.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {

    private static final String TRY = """

            Recount runs at URL until Ctrl-C. Look at it in a browser, or try, in another terminal:

              # an account as it is now, and as it was at the end of 1993
              curl -s URL/streams/account/1276
              curl -s 'URL/streams/account/1276?at=1993-12-31'

              # what made it so: who, what, when, and the hash of the event before
              curl -s 'URL/streams/account/1276/events?limit=3'

              # pay something in; a second time, it is known by its key and changes nothing
              curl -s URL/streams/account/1276/Deposit -H 'Content-Type: application/json' \\
                -H 'Idempotency-Key: try-1' -d '{"amount": 100.50, "method": "CASH"}'

              # take out more than there is: the bank's rules reject it
              curl -s URL/streams/account/1276/Withdraw -H 'Content-Type: application/json' \\
                -d '{"amount": 9999999, "method": "CARD"}'

              # a product of the shop, with what is held of it for which orders
              curl -s URL/streams/stock/espresso-beans

              # what the shop sells in a category, the cheapest first; and what should be reordered
              curl -s 'URL/views/products?category=coffee&sort=price'
              curl -s 'URL/views/inventory?belowReorderPoint=true'

              # how many customers were premium at a moment in the past
              curl -s 'URL/views/customers?group=tier&at=MOMENT'
            """;

    private static final long SEED = 1;
    private static final int TRAFFIC = 600;
    private static final int TRAFFIC_PER_SECOND = 600;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(names = "--exit", description = "Loads the sample and exits, to see whether all works.")
    private boolean exit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        options.withExamples();
        Settings settings = options.settings();
        if (settings.http().tls().isPresent()) {
            throw new CommandFailedException("the demo talks to its server without TLS: leave recount.http.tls out");
        } else if (settings.http().access().isOn()) {
            throw new CommandFailedException("the demo lets everybody do everything: leave recount.access out");
        }
        EnduringServer server = options.start(settings);
        URI url = URI.create("http://" + settings.http().host() + ":" + server.port());
        if (settings.http().console()) {
            out.println("The console: " + url + "/");
        }
        out.println("The journal: " + settings.journal().place());
        out.flush();
        for (Domain domain : options.domains(settings)) {
            fill(domain, url, new Caller(), out);
        }
        if (exit) {
            return 0;
        }
        out.println(TRY.replace("URL", url.toString())
                .replace("MOMENT", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    private static void fill(Domain domain, URI url, Caller caller, PrintWriter out) throws InterruptedException {
        if (domain.importer().isPresent()) {
            out.println("Loading the sample of the " + domain.name());
            out.flush();
            new BulkImport(url, caller, domain, out)
                    .run(domain.importer().get().sample())
                    .print(out);
        }
        if (domain.traffic().isPresent()) {
            out.println("Making up some traffic of the " + domain.name());
            out.flush();
            new BulkTraffic(url, caller, domain, out)
                    .run(SEED, OptionalLong.of(TRAFFIC), OptionalInt.of(TRAFFIC_PER_SECOND))
                    .print(out);
        }
    }
}
