package dev.recount.http.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The console in a browser, as a person has it before them. A request to anywhere but its server, and whatever the
 * browser complains of, fails the test.
 */
public final class Console implements AutoCloseable {

    private static final String AXE = axe();

    private final String address;
    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new CopyOnWriteArrayList<>();

    private Console(String address, Browser.NewContextOptions options, Browser browser) {
        this.address = address;
        this.context = browser.newContext(options);
        context.setDefaultTimeout(SystemBrowser.PATIENCE_MS);
        context.route(url -> !url.startsWith(address), this::refuse);
        this.page = context.newPage();
        page.onConsoleMessage(this::note);
        page.onPageError(error -> faults.add("the page fails: " + error));
        page.onDialog(dialog -> {
            faults.add("a script that is none of the console's runs: " + dialog.message());
            dialog.dismiss();
        });
    }

    /** Opens it, as wide as a desk's screen. */
    public static Console open(Browser browser, int port, String place) {
        return open(browser, port, place, new Browser.NewContextOptions().setViewportSize(1280, 900));
    }

    /** Opens it in the browser that these options describe. */
    static Console open(Browser browser, int port, String place, Browser.NewContextOptions options) {
        var console = new Console("http://127.0.0.1:" + port + "/", options, browser);
        console.go(place);
        return console;
    }

    private void refuse(Route route) {
        faults.add("it asks elsewhere: " + URI.create(route.request().url()));
        route.abort();
    }

    /** Answers that are problems are shown to the person, and are no fault of the page. */
    private void note(ConsoleMessage message) {
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            faults.add("the browser complains: " + message.text());
        }
    }

    /** Goes to a place, as in {@code streams/account/1}, by the address. */
    public void go(String place) {
        page.navigate(address + "#/" + place);
    }

    /** Returns the page. */
    public Page page() {
        return page;
    }

    Locator heading() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    /** Returns the button of this name. */
    public Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator field(String label) {
        Locator named = page.getByText(label, new Page.GetByTextOptions().setExact(true));
        return page.locator("label.field")
                .filter(new Locator.FilterOptions().setHas(named))
                .locator("input, select, textarea");
    }

    /** Chooses a time, by typing it. */
    void lookAt(String date) {
        Locator field = page.getByPlaceholder("Now, or a date (UTC)");
        field.fill(date);
        field.press("Enter");
    }

    /** Returns the part of the page that has this label. */
    public Locator labelled(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** Says why in the dialog that is open, and has it done. */
    void confirm(String action, String reason) {
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.locator("input[name=reason]").fill(reason);
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(action).setExact(true))
                .click();
    }

    /** Waits until the page has this title. */
    public void titled(String title) {
        assertThat(heading()).hasText(title);
    }

    /** Makes sure that those who do not see the page, or use no mouse, have all of it too. */
    public void isForEverybody() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.evaluate(AXE);
            Object violations = page.evaluate("""
                    async () => (await axe.run(document, {resultTypes: ['violations']})).violations.flatMap(
                        ({id, help, nodes}) => nodes.map(node => `${id}: ${help}: ${node.html} ${node.failureSummary}`))
                    """);
            assertThat((List<?>) violations).as(scheme + " at " + page.url()).isEmpty();
        }
        Object beyond = page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
        assertThat(((Number) beyond).intValue())
                .as("what is beyond the side of the window")
                .isLessThanOrEqualTo(0);
    }

    private static String axe() {
        try (InputStream script = Console.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        context.close();
        assertThat(faults).isEmpty();
    }
}
