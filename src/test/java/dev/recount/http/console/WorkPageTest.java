package dev.recount.http.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.recount.process.trip.Travel;
import dev.recount.server.Pause;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages of what runs beside the streams, of the demo's server and of one on which a trip is stuck. */
@ResourceLock(SystemBrowser.LOCK)
class WorkPageTest {

    @RegisterExtension
    static final ConsoleServer SERVER = new ConsoleServer();

    @TempDir
    static Path data;

    private static TestServer travel;

    @BeforeAll
    static void start() {
        travel = TestServer.start(data, new Travel());
        travel.client().post("/streams/hotel/any/Pend", """
                {"trip": "t2"}""");
        travel.client().post("/streams/trip/t2/Request", """
                {"traveller": "anna"}""");
        Pause.until(() -> travel.client()
                        .get("/admin/handlers/booking-steps")
                        .body()
                        .path("parked")
                        .asInt()
                > 0);
        travel.awaitView("timers-booking", "booking/t2");
    }

    @AfterAll
    static void stop() {
        travel.close();
    }

    private static Console open(String place) {
        return Console.open(SERVER.browser(), travel.port(), place);
    }

    private static Locator row(Console console, String text) {
        return console.page().getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
    }

    @Test
    void listsWhatRuns() {
        try (Console console = SERVER.open("work")) {
            console.titled("Work");
            assertThat(row(console, "place-order")).containsText("running");
            assertThat(row(console, "balances")).containsText("running");
            console.isForEverybody();
            console.page()
                    .getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("fulfilment").setExact(true))
                    .click();
            console.titled("fulfilment");
            assertThat(console.page().locator(".table-row").first()).isVisible();
            console.button("Ended").click();
            assertThat(console.page().locator(".table-row").first()).containsText("ended");
            console.isForEverybody();
        }
    }

    @ParameterizedTest
    @EnumSource
    void drawsHowAProcessWent(ConsoleServer.Ground ground) {
        ConsoleServer.On servers = SERVER.on(ground);
        String process = servers.endedOrder();
        try (Console console = servers.open("work/processes/fulfilment/" + process)) {
            console.titled("fulfilment/" + process);
            assertThat(console.page().locator("svg.sequence")).containsText("Placed");
            console.page().getByText("As a list").click();
            assertThat(console.page().locator("ol.numbered"))
                    .containsText("fulfilment/%s itself: ended".formatted(process));
            console.isForEverybody();
        }
    }

    @Test
    void pausesAHandlerAndHasItGoOn() {
        try (Console console = open("work")) {
            console.button("Pause booking-inputs").click();
            console.confirm("Pause", "the airline is away");
            assertThat(row(console, "booking-inputs")).containsText("paused");
            console.button("Resume booking-inputs").click();
            console.confirm("Resume", "it is back");
            assertThat(row(console, "booking-inputs")).containsText("running");
        }
        assertThat(travel.client()
                        .get("/events?type=recount-administration")
                        .body()
                        .toString())
                .contains("the airline is away");
    }

    @Test
    void buildsAViewAnew() {
        try (Console console = open("work")) {
            console.button("Rebuild process-booking").click();
            console.confirm("Rebuild", "");
            Pause.until(() -> travel.client()
                            .get("/admin/views/process-booking")
                            .body()
                            .at("/live/generation")
                            .asInt()
                    == 2);
            assertThat(row(console, "process-booking")).containsText("running");
        }
    }

    @Test
    void triesAgainWhatIsParkedAndGivesItUp() {
        try (Console console = open("work/processes/booking?state=stuck")) {
            assertThat(console.page().locator(".table-row")).containsText("DOMAIN_DEFECT");
            console.go("work/handlers/booking-steps");
            assertThat(console.labelled("Error")).containsText("the rules of hotel failed");
            console.isForEverybody();
            console.button("Try again booking/t2").click();
            console.confirm("Try again", "the hotel says that it is mended");
            Pause.until(() -> travel.client()
                            .get("/admin/handlers/booking-steps")
                            .body()
                            .path("parked")
                            .asInt()
                    == 1);
            console.page().reload();
            console.button("Give up booking/t2").click();
            console.confirm("Give up", "booked by telephone");
            assertThat(console.page().getByText("All is done")).isVisible();
        }
    }

    @Test
    void hasATimerBeDue() {
        travel.client().post("/streams/hotel/any/Pend", """
                {"trip": "t3"}""");
        travel.client().post("/streams/trip/t3/Request", """
                {"traveller": "ben"}""");
        Pause.until(() -> !travel.client()
                .get("/views/timers-booking?process=t3")
                .body()
                .path("rows")
                .isEmpty());
        try (Console console = open("work/processes/booking/t3")) {
            console.button("Have it be due time-out").click();
            console.confirm("Have it be due", "the guest has called");
            assertThat(console.page().getByText("It waits for no timer")).isVisible();
            assertThat(console.page().locator("svg.sequence")).containsText("fired by an operator");
        }
    }

    @Test
    void fitsANarrowScreen() {
        try (Console console = SERVER.open("work", new Browser.NewContextOptions().setViewportSize(320, 640))) {
            assertThat(row(console, "place-order")).isVisible();
            console.isForEverybody();
        }
    }
}
