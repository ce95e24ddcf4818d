package dev.quern.page.row;

import dev.quern.CommaList;
import dev.quern.dataset.entry.EntryEdit;
import dev.quern.page.FormText;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry in its form; what nobody has touched stays as it was. */
final class EntryForm {

  private final Map<String, String> shown;
  private final Map<String, String> sent;
  private final Query query;

  private EntryForm(EntryEdit old, Map<String, String> sent) {
    this.shown = of(old);
    this.sent = sent;
    this.query = new Query(sent);
  }

  /** What the form shows of an entry, by the names of its fields. */
  static Map<String, String> of(EntryEdit entry) {
    Map<String, String> form = new HashMap<>();
    form.put("question", String.valueOf(entry.question()));
    form.put("answer", String.valueOf(entry.answer()));
    form.put("cot", orEmpty(entry.cot()));
    form.put("question_label", orEmpty(entry.questionLabel()));
    form.put("score", orEmpty(entry.score()));
    form.put("tags_edit", CommaList.write(entry.tags() == null ? List.of() : entry.tags()));
    form.put("note", orEmpty(entry.note()));
    form.put("confirmed_edit", String.valueOf(entry.confirmed()));
    form.put("version", FormText.version(entry));
    return form;
  }

  private static String orEmpty(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /** A sent form that is shown again as the form of the entry as it is now. */
  static Map<String, String> again(EntryEdit now, Map<String, String> sent) {
    Map<String, String> form = new HashMap<>(sent);
    form.put("version", FormText.version(now));
    return form;
  }

  /**
   * The entry that a sent form describes.
   *
   * @throws dev.quern.error.ConflictException when it has changed since the form was made of it
   */
  static EntryEdit read(EntryEdit old, Map<String, String> sent) {
    EntryForm form = new EntryForm(old, sent);
    EntryEdit typed =
        new EntryEdit(
            form.text("question", old.question()),
            form.text("answer", old.answer()),
            form.text("cot", old.cot()),
            form.isSame("question_label") ? old.questionLabel() : form.query.text("question_label"),
            form.isSame("score") ? old.score() : score(form.query.text("score")),
            old.aiEvaluation(),
            form.isSame("tags_edit") ? old.tags() : form.query.list("tags_edit"),
            form.note(old.note()),
            "true".equals(sent.get("confirmed_edit")),
            old.language());
    return FormText.onto(old, typed, sent.get("version"));
  }

  private String text(String name, @Nullable String old) {
    return FormText.text(old, sent.getOrDefault(name, ""));
  }

  private boolean isSame(String name) {
    return FormText.isSame(shown.get(name), sent.getOrDefault(name, ""));
  }

  private @Nullable String note(@Nullable String old) {
    String kept = text("note", old);
    return kept.equals(old) ? old : kept.isBlank() ? null : kept.strip();
  }

  /** A text that is not a number becomes a score that the check of scores refuses. */
  private static @Nullable BigDecimal score(@Nullable String text) {
    boolean number = text != null && text.matches("\\d{1,3}([.,]\\d{1,3})?");
    return text == null
        ? null
        : number ? new BigDecimal(text.replace(',', '.')) : BigDecimal.valueOf(-1);
  }
}
