package dev.quern.document.reader.odf;

import dev.quern.document.reader.office.Box;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Where the shapes of a slide stand, in micrometres. */
final class OdfPlaces {

  private static final Pattern LENGTH = Pattern.compile("(-?[0-9.]+)(cm|mm|in|pt|pc|px)?");
  private static final Pattern MOVED =
      Pattern.compile("translate\\s*\\(\\s*(\\S+?)(?:[\\s,]+(\\S+?))?\\s*\\)");

  private OdfPlaces() {}

  /** Null where the shape does not say it. */
  static @Nullable Box of(Element shape) {
    if (shape.tagName().equals("draw:g")) {
      Box all = null;
      for (Element child : shape.children()) {
        Box box = of(child);
        all = box == null ? all : box.with(all);
      }
      return all;
    }
    Matcher moved = MOVED.matcher(shape.attr("draw:transform"));
    boolean found = moved.find();
    if (!found && !shape.hasAttr("svg:y")) {
      return null;
    }
    String across = found ? moved.group(1) : shape.attr("svg:x");
    String down = found ? moved.group(2) : shape.attr("svg:y");
    long left = micrometres(across);
    long top = down == null ? 0 : micrometres(down);
    return new Box(
        left,
        top,
        left + micrometres(shape.attr("svg:width")),
        top + micrometres(shape.attr("svg:height")));
  }

  private static long micrometres(String length) {
    Matcher parts = LENGTH.matcher(length.strip());
    if (!parts.matches()) {
      return 0;
    }
    double unit =
        switch (parts.group(2) == null ? "mm" : parts.group(2)) {
          case "cm" -> 10_000;
          case "in" -> 25_400;
          case "pt" -> 25_400 / 72.0;
          case "pc" -> 25_400 / 6.0;
          case "px" -> 25_400 / 96.0;
          default -> 1000;
        };
    return Math.round(unit * Double.parseDouble(parts.group(1)));
  }
}
