package dev.quern.document.reader.office;

import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** Charts (DrawingML, ECMA-376 Part 1, 21.2) as tables of categories and series. */
public final class Charts {

  private Charts() {}

  /** Writes the chart that is in a part, with its title; nothing where it holds no numbers. */
  public static void write(ZipParts parts, String part, Xhtml out)
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
    List<String> header = new ArrayList<>(List.of(""));
    Map<Integer, String> categories = new TreeMap<>();
    List<Map<Integer, String>> values = new ArrayList<>();
    for (Element one : series) {
      header.add(words(Xml.child(one, "c:tx")));
      points(one, "c:cat", "c:xVal").forEach(categories::putIfAbsent);
      values.add(points(one, "c:val", "c:yVal"));
    }
    values.forEach(points -> points.keySet().forEach(i -> categories.putIfAbsent(i, "")));
    out.start("table");
    row(header, out);
    for (Map.Entry<Integer, String> category : categories.entrySet()) {
      List<String> cells = new ArrayList<>(List.of(category.getValue()));
      values.forEach(points -> cells.add(points.getOrDefault(category.getKey(), "")));
      row(cells, out);
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

  private static Map<Integer, String> points(Element series, String name, String otherwise) {
    Element source = Xml.has(series, name) ? Xml.child(series, name) : Xml.child(series, otherwise);
    Element levels = source.getElementsByTag("c:lvl").first();
    Map<Integer, String> points = new TreeMap<>();
    for (Element point : (levels == null ? source : levels).getElementsByTag("c:pt")) {
      points.put(Xml.number(point, "idx", points.size()), words(Xml.child(point, "c:v")));
    }
    return points;
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
