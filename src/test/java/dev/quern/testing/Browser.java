package dev.quern.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/**
 * A headless Chromium as a reader has it. Where none is installed the tests that need it are
 * skipped, and say so; nothing is downloaded.
 */
public final class Browser implements AutoCloseable {

  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final ChromeDriver driver;
  private final String base;

  private Browser(ChromeDriver driver, String base) {
    this.driver = driver;
    this.base = base;
  }

  /** A browser that speaks English, for the pages of that address; skips the test without one. */
  public static Browser at(String base) {
    return at(base, "en");
  }

  /** A browser that asks for pages in that language. */
  public static Browser at(String base, String language) {
    Optional<Path> browser = BROWSERS.stream().flatMap(n -> onPath(n).stream()).findFirst();
    Optional<Path> remote = onPath("chromedriver");
    if (browser.isEmpty() || remote.isEmpty()) {
      String why =
          "SKIPPED: no Chromium with its chromedriver is installed, so the page is not tried in a"
              + " browser. Debian: apt-get install chromium chromium-driver";
      System.err.println(why);
      Assumptions.abort(why);
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--force-color-profile=srgb",
        "--lang=" + language,
        "--window-size=1280,800");
    options.setExperimentalOption("prefs", Map.of("intl.accept_languages", language));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(remote.orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options), base);
  }

  private static Optional<Path> onPath(String name) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      Path file = Path.of(folder, name);
      if (Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** Goes to a path. */
  public Browser open(String path) {
    driver.get(base + path);
    return this;
  }

  /** The path where it is, with its query. */
  public String path() {
    return driver.getCurrentUrl().replaceFirst("^[a-z]+://[^/]+", "");
  }

  /** The one element of a selector, as soon as it is there. */
  public WebElement find(String css) {
    return Await.until(css + " is there", () -> all(css), found -> !found.isEmpty()).get(0);
  }

  /** All elements of a selector, at once. */
  public List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** The words of an element, which may be exchanged for a newer one in the same moment. */
  public String text(String css) {
    return Await.until(css + " is there", () -> all(css).get(0).getText(), text -> true);
  }

  /** Waits until an element says that. */
  public void awaitText(String css, String words) {
    Await.until(
        css + " says " + words,
        () -> all(css).stream().map(WebElement::getText).toList().toString(),
        said -> said.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)));
  }

  /** Clicks on an element, which may be exchanged for a newer one in the same moment. */
  public void click(String css) {
    Await.until(
        css + " can be clicked",
        () -> {
          all(css).get(0).click();
          return true;
        });
  }

  /** Presses the mouse on an element, until it is released. */
  public void press(String css) {
    new Actions(driver).clickAndHold(find(css)).perform();
  }

  /** Releases the mouse where it is. */
  public void release() {
    new Actions(driver).release().perform();
  }

  /** The element that keys go to. */
  public WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** Runs a script; its value. */
  public Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Runs a script that calls its last argument with its value. */
  public Object runLong(String script) {
    return driver.executeAsyncScript(script);
  }

  /** As for a reader whose system is set so. */
  public Browser prefers(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    return this;
  }

  public Browser size(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    return this;
  }

  /**
   * What the browser complained of since it was last asked: scripts that failed or were refused.
   */
  public List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue())
        .map(Object::toString)
        .toList();
  }

  /** A picture of what is seen. */
  public byte[] picture() {
    return driver.getScreenshotAs(org.openqa.selenium.OutputType.BYTES);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
