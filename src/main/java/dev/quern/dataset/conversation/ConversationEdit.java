package dev.quern.dataset.conversation;

import dev.quern.dataset.ChangedFields;
import dev.quern.error.FieldChecks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields that a person may change of a conversation. */
public record ConversationEdit(
    @Nullable String scenario,
    @Nullable String roleA,
    @Nullable String roleB,
    @Nullable List<@Nullable Message> messages,
    @Nullable List<String> tags,
    @Nullable String note,
    @Nullable Boolean confirmed,
    @Nullable String language) {

  private static final int MAX_MESSAGES = 1_000;

  /** Checks what differs from the stored row. */
  void check(ConversationEdit stored) {
    checks().done(ChangedFields.between(stored, this));
  }

  private FieldChecks checks() {
    var checks =
        new FieldChecks()
            .optional("scenario", scenario, 10_000)
            .text("role_a", roleA, 1_000)
            .text("role_b", roleB, 1_000)
            .present("messages", messages, "a list of messages")
            .present("tags", tags, "a list of strings")
            .tags("tags", tags)
            .optional("note", note, 100_000)
            .present("confirmed", confirmed, "true or false")
            .optional("language", language, 35);
    if (messages != null) {
      checkMessages(checks, messages);
    }
    return checks;
  }

  private static void checkMessages(FieldChecks checks, List<@Nullable Message> messages) {
    checks.that(
        messages.size() >= 2 && messages.size() <= MAX_MESSAGES && messages.size() % 2 == 0,
        "messages",
        "must be 2 to " + MAX_MESSAGES + ", an even number: each question has its answer");
    for (int i = 0; i < Math.min(messages.size(), MAX_MESSAGES); i++) {
      var message = messages.get(i);
      var at = "messages[" + i + "]";
      if (message == null) {
        checks.that(false, at, "must be an object with from and value");
      } else {
        var speaker = Message.speaker(i);
        checks
            .that(speaker.equals(message.from()), at + ".from", "must be " + speaker)
            .text(at + ".value", message.value(), 1_000_000);
      }
    }
  }
}
