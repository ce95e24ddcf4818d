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
  private static final int MAX_MESSAGE = 1_000_000;

  /** Checks what differs from the stored row. */
  void check(ConversationEdit stored) {
    checks(stored).done(ChangedFields.between(stored, this));
  }

  private FieldChecks checks(ConversationEdit stored) {
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
      checkMessages(checks, messages, stored.messages == null ? List.of() : stored.messages);
    }
    return checks;
  }

  /** What came in longer than a person may write stays, and may become shorter. */
  private static void checkMessages(
      FieldChecks checks, List<@Nullable Message> messages, List<@Nullable Message> stored) {
    int most = Math.max(MAX_MESSAGES, stored.size());
    checks.that(
        messages.size() >= 2 && messages.size() <= most && messages.size() % 2 == 0,
        "messages",
        "must be 2 to " + MAX_MESSAGES + ", an even number: each question has its answer");
    for (int i = 0; i < Math.min(messages.size(), most); i++) {
      var message = messages.get(i);
      var at = "messages[" + i + "]";
      if (message == null) {
        checks.that(false, at, "must be an object with from and value");
      } else {
        var speaker = Message.speaker(i);
        checks
            .that(speaker.equals(message.from()), at + ".from", "must be " + speaker)
            .text(at + ".value", message.value(), most(message, i, stored));
      }
    }
  }

  /** The most characters that a message may have. */
  private static int most(Message message, int index, List<@Nullable Message> stored) {
    var before = index < stored.size() ? stored.get(index) : null;
    return stored.contains(message)
        ? Integer.MAX_VALUE
        : Math.max(MAX_MESSAGE, before == null ? 0 : before.value().length());
  }
}
