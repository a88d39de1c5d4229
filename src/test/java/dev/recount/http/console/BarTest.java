package dev.recount.http.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bar, by which everything is shown as of any time. */
@ResourceLock(SystemBrowser.LOCK)
class BarTest {

    @RegisterExtension
    static final ConsoleServer SERVER = new ConsoleServer();

    private static String balance(String query) {
        return SERVER.client()
                .get("/streams/account/1276" + query)
                .body()
                .path("state")
                .path("balance")
                .decimalValue()
                .toPlainString();
    }

    private static Locator balance(Console console) {
        return console.page()
                .getByLabel("State, with what has changed")
                .locator("li")
                .filter(new Locator.FilterOptions().setHasText("balance:"))
                .locator(".tree-number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1993-01-07",
                "1993-01-31",
                "1993-02-06",
                "1993-03-31",
                "1993-06-30",
                "1993-12-31",
                "1994-05-05 12:00",
                "1995-01-01 00:00:01",
                "1996-07-01",
                "1998-12-31",
            })
    void showsAStreamAsTheServerTellsItOfThen(String date) {
        try (Console console = SERVER.open("streams/account/1276")) {
            console.titled("account/1276");
            console.lookAt(date);

            String at = date.length() > 10 ? date.replace(' ', 'T') + (date.length() < 19 ? ":00Z" : "Z") : date;
            assertThat(console.page().getByText("As it was at")).isVisible();
            assertThat(balance(console)).hasText(balance("?at=" + at));
            assertThat(console.page().url()).contains("at=" + at.replace(":", "%3A"));
        }
    }

    @Test
    void isInTheAddressSoThatALinkShowsTheSame() {
        try (Console console = SERVER.open("streams/account/1276?at=1993-06-30&known=recorded")) {
            assertThat(console.page().getByText("as recorded, without corrections"))
                    .isVisible();
            assertThat(balance(console)).hasText(balance("?at=1993-06-30"));
            console.page().reload();
            assertThat(balance(console)).hasText(balance("?at=1993-06-30"));
        }
    }

    @Test
    void slidesWithTheMouse() {
        try (Console console = SERVER.open("streams/account/1276")) {
            Locator slider = slider(console);
            BoundingBox box = slider.boundingBox();
            double y = box.y + box.height / 2;
            Mouse mouse = console.page().mouse();
            mouse.move(box.x + box.width - 2, y);
            mouse.down();
            mouse.move(box.x + box.width / 2, y, new Mouse.MoveOptions().setSteps(5));
            assertThat(console.page().getByText("As it was at")).isVisible();
            mouse.move(box.x + box.width / 4, y, new Mouse.MoveOptions().setSteps(5));
            mouse.up();

            assertThat(slider).not().hasAttribute("aria-valuetext", "now");
            Matcher at =
                    Pattern.compile("at=([0-9T:.Z%A-]+)").matcher(console.page().url());
            assertThat(at.find()).isTrue();
            assertThat(balance(console)).hasText(balance("?at=" + at.group(1)));
        }
    }

    private static Locator slider(Console console) {
        return console.page().getByRole(AriaRole.SLIDER, new Page.GetByRoleOptions().setName("As of when"));
    }

    @Test
    void slidesOverTheWholeLogByKeys() {
        try (Console console = SERVER.open("streams/account/1276")) {
            Locator slider = slider(console);
            assertThat(slider).hasAttribute("aria-valuetext", "now");
            slider.focus();
            slider.press("Home");
            assertThat(console.page()
                            .getByText("There was no account/1276 then")
                            .or(console.page().getByText("As it was at"))
                            .first())
                    .isVisible();
            slider.press("PageUp");
            slider.press("ArrowRight");
            assertThat(console.page().url()).contains("at=199");
            slider.press("End");
            assertThat(slider).hasAttribute("aria-valuetext", "now");
            assertThat(console.page().url()).doesNotContain("at=");
        }
    }

    @ParameterizedTest
    @EnumSource
    void stepsFromEventToEventOfAStream(ConsoleServer.Ground ground) {
        try (Console console = SERVER.on(ground).open("streams/account/1276?at=1993-01-08")) {
            console.titled("account/1276");
            assertThat(console.page().locator(".lead")).containsText("Version 3");
            console.button("To the next event").click();
            assertThat(console.page().locator(".lead")).containsText("Version 4");
            console.page().keyboard().press(",");
            assertThat(console.page().locator(".lead")).containsText("Version 3");
            console.page().keyboard().press("n");
            assertThat(console.page().getByText("As it was at")).isHidden();
        }
    }

    @Test
    void saysWhatADateIsAndChangesNothingByAnotherText() {
        try (Console console = SERVER.open("streams/account/1276?at=1993-06-30")) {
            console.titled("account/1276");
            console.lookAt("yesterday");
            assertThat(console.page().getByText("as in 1993-12-31 or 1993-12-31 12:00"))
                    .isVisible();
            assertThat(console.page().url()).contains("at=1993-06-30");
        }
    }
}
