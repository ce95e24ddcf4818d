package dev.quern.document.reader.office;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** Charts (DrawingML, ECMA-376 Part 1, 21.2) as tables of categories and series. */
public final class Charts {

  private Charts() {}

  /**
   * Writes the chart that is in a part, with its title; nothing where it has no series.
   *
   * @param cells the shown values of a range of cells such as {@code Sheet1!$A$2:$A$5}, for charts
   *     that were stored without their numbers
   */
  public static void write(
      ZipParts parts, String part, Function<String, List<String>> cells, Xhtml out)
      throws IOException, SAXException {
    Document chart = parts.tree(part).orElse(null);
    if (chart == null) {
      return;
    }
    List<Element> series =
        chart.getAllElements().stream().filter(e -> e.tagName().equals("c:ser")).toList();
    if (series.isEmpty()) {
      return;
    }
    Element first = chart.getElementsByTag("c:chart").first();
    out.element("p", first == null ? "" : words(Xml.child(first, "c:title")));
    List<Series> together = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      Series one = series(series.get(i), i + 1, cells);
      if (together.stream().anyMatch(other -> other.differs(one))) {
        table(together, out);
        together.clear();
      }
      together.add(one);
    }
    table(together, out);
  }

  /** A series of a chart; points by their places, which is what pairs them. */
  private record Series(String name, Map<Integer, String> categories, Map<Integer, String> values) {

    /** Whether a point stands at another category, or x, than that of the other series. */
    boolean differs(Series other) {
      return categories.entrySet().stream()
          .anyMatch(
              one ->
                  !one.getValue()
                      .equals(other.categories.getOrDefault(one.getKey(), one.getValue())));
    }
  }

  private static Series series(Element series, int number, Function<String, List<String>> cells) {
    Element name = Xml.child(series, "c:tx");
    Map<Integer, String> named = points(name, cells);
    String shown = named.isEmpty() ? words(name) : String.join(" ", named.values());
    return new Series(
        shown.isBlank() ? "Series " + number : shown,
        points(either(series, "c:cat", "c:xVal"), cells),
        points(either(series, "c:val", "c:yVal"), cells));
  }

  /** Writes series that have their categories in common. */
  private static void table(List<Series> series, Xhtml out) throws SAXException {
    List<String> header = new ArrayList<>(List.of(""));
    Map<Integer, String> categories = new TreeMap<>();
    for (Series one : series) {
      header.add(one.name());
      one.categories().forEach(categories::putIfAbsent);
    }
    series.forEach(one -> one.values().keySet().forEach(i -> categories.putIfAbsent(i, "")));
    out.start("table");
    row(header, out);
    for (Map.Entry<Integer, String> category : categories.entrySet()) {
      List<String> row = new ArrayList<>(List.of(category.getValue()));
      series.forEach(one -> row.add(one.values().getOrDefault(category.getKey(), "")));
      row(row, out);
    }
    out.end("table");
  }

  private static void row(List<String> cells, Xhtml out) throws SAXException {
    out.start("tr");
    for (String cell : cells) {
      out.start("td");
      out.text(cell);
      out.end("td");
    }
    out.end("tr");
  }

  private static Element either(Element series, String name, String otherwise) {
    return Xml.has(series, name) ? Xml.child(series, name) : Xml.child(series, otherwise);
  }

  private static Map<Integer, String> points(Element source, Function<String, List<String>> cells) {
    Map<Integer, String> points = new TreeMap<>();
    List<Element> levels = source.getElementsByTag("c:lvl");
    if (levels.isEmpty()) {
      points.putAll(level(source));
    } else {
      levels.forEach(level -> join(points, level(level)));
    }
    Element range = source.getElementsByTag("c:f").first();
    if (points.isEmpty() && range != null) {
      List<String> values = cells.apply(range.text());
      for (int i = 0; i < values.size(); i++) {
        points.put(i, values.get(i));
      }
    }
    return points;
  }

  private static TreeMap<Integer, String> level(Element source) {
    Element format = source.getElementsByTag("c:formatCode").first();
    boolean dates = format != null && DateUtil.isADateFormat(-1, format.text());
    TreeMap<Integer, String> points = new TreeMap<>();
    for (Element point : source.getElementsByTag("c:pt")) {
      String value = words(Xml.child(point, "c:v"));
      points.put(Xml.number(point, "idx", points.size()), dates ? date(value) : value);
    }
    return points;
  }

  /** Puts the next outer level, whose names each go on up to the next one, before the inner. */
  private static void join(Map<Integer, String> inner, TreeMap<Integer, String> outer) {
    outer.forEach((place, name) -> inner.putIfAbsent(place, ""));
    inner.replaceAll(
        (place, name) -> {
          Map.Entry<Integer, String> around = outer.floorEntry(place);
          return Stream.of(around == null ? "" : around.getValue(), name)
              .filter(part -> !part.isBlank())
              .collect(Collectors.joining(" / "));
        });
  }

  private static String date(String value) {
    try {
      return DateUtil.getLocalDateTime(Double.parseDouble(value)).toString().replace("T00:00", "");
    } catch (IllegalArgumentException | NullPointerException noDate) {
      return value;
    }
  }

  private static String words(Element element) {
    StringBuilder text = new StringBuilder();
    for (Element e : element.getAllElements()) {
      if (e.tagName().equals("a:t") || e.tagName().equals("c:v")) {
        text.append(e.wholeText());
      } else if (e.tagName().equals("a:p") && text.length() > 0) {
        text.append(' ');
      }
    }
    return text.toString().strip();
  }
}
