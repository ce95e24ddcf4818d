package dev.quern.document.reader.page;

import java.util.Map;

/** What a chapter of a book shares with other files of it. */
public interface Chapter {

  /** The rules of a style sheet that the chapter names; empty where there is none. */
  String styleSheet(String href);

  /** Says that the chapter has a mark, {@code label}, of a note in another file. */
  void noteElsewhere(String href, String label);

  /** The notes in this chapter that others before it have marks of: ids and labels. */
  Map<String, String> notesOfOthers();
}
