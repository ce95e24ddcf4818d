package dev.quern.document.reader.slides;

import dev.quern.document.markup.DocumentReader;
import dev.quern.document.markup.FileNotes;
import dev.quern.document.markup.Xhtml;
import dev.quern.document.markup.Xml;
import dev.quern.document.reader.office.Relations;
import dev.quern.document.reader.office.ZipParts;
import java.io.IOException;
import java.nio.file.Path;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.xml.sax.SAXException;

/** Reads pptx: each slide that is shown under a heading, with tables, charts and speaker notes. */
public final class SlidesReader implements DocumentReader {

  @Override
  public void read(Path file, Xhtml out, FileNotes notes) throws IOException, SAXException {
    try (ZipParts parts = new ZipParts(file)) {
      String main = Relations.of(parts, "").first("/officeDocument").orElse("");
      main = parts.has(main) ? main : "ppt/presentation.xml";
      Relations relations = Relations.of(parts, main);
      Document presentation =
          parts.tree(main).orElseThrow(() -> new IOException("it has no presentation.xml"));
      out.start("body");
      int number = 0;
      for (Element id : presentation.getElementsByTag("p:sldId")) {
        number++;
        String part = relations.part(id.attr("r:id"));
        if (!parts.has(part)) {
          notes.add("Slide " + number + " is named in the presentation but is not in the file.");
        } else {
          slide(parts, part, number, out);
        }
      }
      out.end("body");
    }
  }

  private static void slide(ZipParts parts, String part, int number, Xhtml out)
      throws IOException, SAXException {
    Document tree = parts.tree(part).orElseThrow();
    Element slide = tree.getElementsByTag("p:sld").first();
    if (slide == null || slide.attr("show").matches("0|false")) {
      return;
    }
    Relations relations = Relations.of(parts, part);
    SlidePlaces places = SlidePlaces.of(parts, relations);
    SlideShapes shapes = new SlideShapes(parts, relations, places, out);
    String title = shapes.title(slide);
    out.element("h2", title.isBlank() ? "Slide " + number : title);
    shapes.write(slide);
    String notes = relations.first("/notesSlide").orElse("");
    SlideShapes spoken = new SlideShapes(parts, Relations.of(parts, notes), places, out);
    for (Element shape : parts.tree(notes).orElse(new Document("")).getElementsByTag("p:sp")) {
      Element kind = shape.getElementsByTag("p:ph").first();
      if (kind != null && kind.attr("type").equals("body") && !Xml.words(shape).isBlank()) {
        out.element("p", "Speaker notes:");
        spoken.text(shape, false);
      }
    }
  }
}
