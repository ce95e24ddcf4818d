package dev.quern.tasktype.multiturngeneration;

import dev.quern.llm.guard.RepeatedQuestion;
import dev.quern.llm.guard.SameText;
import dev.quern.llm.reply.Fault;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.reply.TurnReader;
import dev.quern.llm.reply.TurnReader.Turn;
import dev.quern.llm.reply.UnreadableReplyException;
import dev.quern.llm.reply.text.ForeignTurn;
import dev.quern.llm.reply.text.QuestionCleaner;
import java.util.regex.Pattern;

/** Reads the next message of a dialogue, without what was said before it. */
final class NextTurn {

  private NextTurn() {}

  /**
   * The message that is due.
   *
   * @param source the text that the dialogue is about
   * @throws UnreadableReplyException when it is missing, or says what was asked
   */
  static Turn read(Reply reply, Dialogue dialogue, DialogueRoles roles, String source) {
    Reply said = withoutTranscript(reply, dialogue.transcript(roles.asker(), roles.answerer()));
    return dialogue.isAnswerDue()
        ? own(answer(said, dialogue.last(), roles), source)
        : question(said, roles, source);
  }

  /** Without what follows in the names that models have for the two, whatever the roles are. */
  private static Turn own(Turn turn, String source) {
    String own = ForeignTurn.left(turn.text(), source);
    return own.equals(turn.text()) ? turn : new Turn(own, false);
  }

  /** Small models copy the dialogue from the prompt and go on with it. */
  private static Reply withoutTranscript(Reply reply, String transcript) {
    String said =
        Pattern.compile("^" + Pattern.quote(transcript) + "[ \\t]*+$", Pattern.MULTILINE)
            .matcher(reply.text())
            .replaceAll("");
    return new Reply(said, reply.reasoning(), reply.cutOff());
  }

  private static Turn answer(Reply reply, String question, DialogueRoles roles) {
    Turn turn = TurnReader.read(reply, roles.answerer(), roles.asker());
    if (SameText.is(question, turn.text())) {
      throw UnreadableReplyException.refused(
          Fault.ECHO, "The answer is the question again: " + question);
    }
    return new Turn(RepeatedQuestion.without(turn.text(), question), turn.cutOff());
  }

  /** A question that was cut off has lost what it asks. */
  private static Turn question(Reply reply, DialogueRoles roles, String source) {
    Turn turn = own(TurnReader.readQuestion(reply, roles.asker(), roles.answerer()), source);
    if (turn.cutOff() && !QuestionCleaner.endsAsking(turn.text())) {
      throw UnreadableReplyException.refused(
          Fault.CUT_OFF, "The question was cut off before its end.");
    }
    return turn;
  }
}
