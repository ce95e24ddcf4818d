package dev.quern.document.reader.office;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** The relations of a part of an Office Open XML document (ECMA-376 Part 2, 6.5). */
public final class Relations {

  private record Relation(String type, String target, boolean external) {}

  private final String part;
  private final Map<String, Relation> relations = new HashMap<>();

  private Relations(String part) {
    this.part = part;
  }

  /** Those of a part; none where the part says none. */
  public static Relations of(ZipParts parts, String part) throws IOException {
    Relations result = new Relations(part);
    int slash = part.lastIndexOf('/') + 1;
    String name = part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
    for (Element e : parts.tree(name).map(Element::getAllElements).orElseGet(Elements::new)) {
      if (e.hasAttr("Target")) {
        result.relations.put(
            e.attr("Id"),
            new Relation(
                e.attr("Type"), e.attr("Target"), e.attr("TargetMode").equals("External")));
      }
    }
    return result;
  }

  /** The name of the part that an id leads to; empty where it is none of this document. */
  public String part(String id) {
    Relation relation = relations.get(id);
    return relation == null || relation.external() ? "" : ZipParts.resolve(part, relation.target());
  }

  /** The address outside that an id leads to; empty where it is none. */
  public String address(String id) {
    Relation relation = relations.get(id);
    return relation == null || !relation.external() ? "" : relation.target();
  }

  /** The part of the first relation whose type ends so, such as {@code /notesSlide}. */
  public Optional<String> first(String type) {
    return relations.values().stream()
        .filter(relation -> relation.type().endsWith(type) && !relation.external())
        .map(relation -> ZipParts.resolve(part, relation.target()))
        .findFirst();
  }
}
