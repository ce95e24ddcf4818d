package dev.quern.document.reader.word;

import dev.quern.document.markup.FileNotes;
import dev.quern.document.reader.office.Relations;
import dev.quern.document.reader.office.ZipParts;
import java.io.IOException;

/** What the blocks of a document refer to: styles, numbering, notes, relations. */
record WordContext(
    ZipParts parts,
    Relations relations,
    WordStyles styles,
    WordNumbering numbering,
    WordNotes wordNotes,
    FileNotes notes) {

  static WordContext of(ZipParts parts, String main, FileNotes notes) throws IOException {
    Relations relations = Relations.of(parts, main);
    WordStyles styles = WordStyles.of(parts.tree(part(parts, relations, "styles")));
    return new WordContext(
        parts,
        relations,
        styles,
        WordNumbering.of(parts.tree(part(parts, relations, "numbering")), styles),
        WordNotes.of(
            parts.tree(part(parts, relations, "footnotes")),
            parts.tree(part(parts, relations, "endnotes"))),
        notes);
  }

  private static String part(ZipParts parts, Relations relations, String name) {
    return relations.first("/" + name).filter(parts::has).orElse("word/" + name + ".xml");
  }
}
