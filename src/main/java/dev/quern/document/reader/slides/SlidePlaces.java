package dev.quern.document.reader.slides;

import dev.quern.document.markup.Xml;
import dev.quern.document.reader.office.Box;
import dev.quern.document.reader.office.Relations;
import dev.quern.document.reader.office.ZipParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Where shapes stand; a placeholder that does not say it stands where its layout or master does.
 */
final class SlidePlaces {

  private final List<Document> models = new ArrayList<>();

  static SlidePlaces of(ZipParts parts, Relations slide) throws IOException {
    SlidePlaces places = new SlidePlaces();
    String layout = slide.first("/slideLayout").orElse("");
    String master = Relations.of(parts, layout).first("/slideMaster").orElse("");
    parts.tree(layout).ifPresent(places.models::add);
    parts.tree(master).ifPresent(places.models::add);
    return places;
  }

  /** Null where nothing says it. */
  @Nullable Box of(Element shape) {
    Box own = own(shape);
    Element placeholder = shape.getElementsByTag("p:ph").first();
    if (own != null || placeholder == null || shape.tagName().equals("p:grpSp")) {
      return own;
    }
    for (Document model : models) {
      Box same = placeholder(model, "idx", placeholder);
      Box box = same == null ? placeholder(model, "type", placeholder) : same;
      if (box != null) {
        return box;
      }
    }
    return null;
  }

  private static @Nullable Box placeholder(Document model, String attribute, Element sought) {
    for (Element e : model.getElementsByTag("p:ph")) {
      boolean meant = e.hasAttr(attribute) && e.attr(attribute).equals(sought.attr(attribute));
      Element shape = meant ? e.closest("p|sp, p|pic, p|graphicFrame") : null;
      if (shape != null) {
        return own(shape);
      }
    }
    return null;
  }

  private static @Nullable Box own(Element shape) {
    Element frame = Xml.child(shape, "p:xfrm");
    for (String properties : List.of("p:spPr", "p:grpSpPr")) {
      frame =
          Xml.has(shape, properties) ? Xml.child(Xml.child(shape, properties), "a:xfrm") : frame;
    }
    Element corner = Xml.child(frame, "a:off");
    if (!corner.hasAttr("y")) {
      return null;
    }
    Element size = Xml.child(frame, "a:ext");
    int left = Xml.number(corner, "x", 0);
    int top = Xml.number(corner, "y", 0);
    return new Box(
        left, top, left + (long) Xml.number(size, "cx", 0), top + (long) Xml.number(size, "cy", 0));
  }
}
