package dev.quern.tasktype.multiturngeneration;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.quern.error.FieldChecks;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of multi-turn-generation.
 *
 * @param scenario the situation; by default, one role wants to understand what the other knows
 * @param roleA the asking role; by default the word for a user in the task's language
 * @param roleB the answering role; by default the word for an expert in the task's language
 * @param maxTurns the most messages, 2 to 100. A dialogue ends with an answer, so an odd number
 *     gives one message less
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DialogueConfig(
    @Nullable String scenario,
    @Nullable String roleA,
    @Nullable String roleB,
    @Nullable Integer maxTurns) {

  DialogueConfig {
    maxTurns = maxTurns == null ? Integer.valueOf(4) : maxTurns;
    FieldChecks checks =
        new FieldChecks()
            .optional("scenario", scenario, 10_000)
            .range("max_turns", maxTurns, 2, 100);
    if (roleA != null) {
      checks.text("role_a", roleA, 200);
    }
    if (roleB != null) {
      checks.text("role_b", roleB, 200);
    }
    checks
        .that(
            roleA == null || roleB == null || !roleA.strip().equalsIgnoreCase(roleB.strip()),
            "role_b",
            "must differ from role_a")
        .done();
  }
}
