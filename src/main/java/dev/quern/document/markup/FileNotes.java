package dev.quern.document.markup;

import java.util.ArrayList;
import java.util.List;

/** Collects what could not be read of a document: sentences for people, each only once. */
public final class FileNotes {

  private static final int MAX_NOTES = 20;
  private static final int MAX_LENGTH = 300;

  private final List<String> notes = new ArrayList<>();

  /** Adds a sentence; only the first ones are kept if there are very many. */
  public void add(String sentence) {
    String note =
        sentence.length() > MAX_LENGTH ? sentence.substring(0, MAX_LENGTH - 1) + "…" : sentence;
    if (notes.size() < MAX_NOTES && !notes.contains(note)) {
      notes.add(note);
    }
  }

  /** The sentences so far, in their order. */
  public List<String> all() {
    return List.copyOf(notes);
  }
}
