package dev.quern.llm.schema;

/** How a question of a reply begins, where the model is held to a schema. */
public enum QuestionStart {
  /** With a letter or a quote, in any language. */
  ANY("questions", "([" + Letters.FIRST + "“‘(¿]|" + Letters.QUOTE + ")"),

  /**
   * As questions and exercises in English begin. A small model that may begin as it likes copies a
   * rule of the prompt ("It is worth asking.").
   */
  ENGLISH("english_questions", "(" + Words.ASKING + "|" + Words.LEADING + "|" + Words.DOING + ") "),

  /** With an English question word: what comes of a small model then nearly always asks. */
  QUESTION_WORD("questions_by_word", "(" + Words.ASKING + ") ");

  private final String form;
  private final String pattern;

  QuestionStart(String form, String pattern) {
    this.form = form;
    this.pattern = pattern;
  }

  /** The name of the form, which tells it apart in what servers refuse. */
  public String form() {
    return form;
  }

  /** A regular expression, as JSON has the text. */
  String pattern() {
    return pattern;
  }

  /** Constants must stand before their use, which an enum's own cannot. */
  private static final class Letters {
    static final String FIRST = ReplySchemas.LETTER;
    static final String QUOTE = ReplySchemas.QUOTE;
  }

  private static final class Words {
    static final String ASKING =
        "What|Who|Whose|When|Where|Why|How|Which|Is|Are|Was|Were|Do|Does|Did|Can|Could|Should"
            + "|Would|Will|Has|Have|Had";
    static final String LEADING =
        "Whom|May|Might|Must|Shall|In|On|At|By|For|To|From|With|Without|Under|Over|Through|Of|Into"
            + "|During|After|Before|Besides|Among|Between|Within|Upon|Since|Until|If|Given|Suppose"
            + "|Assuming|While|Despite|Unlike|Compared|Apart|Aside|About|As|Once|Because";
    static final String DOING =
        "Explain|Describe|Compare|Contrast|Summari[sz]e|Identify|Discuss|Outline|List|Name|Define"
            + "|State|Give|Calculate|Distinguish|Evaluate|Analy[sz]e|Illustrate|Derive|Prove|Show"
            + "|Tell";
  }
}
