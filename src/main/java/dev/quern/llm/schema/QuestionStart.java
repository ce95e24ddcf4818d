package dev.quern.llm.schema;

/** How a question of a reply begins, where the model is held to a schema. */
public enum QuestionStart {
  /** With a letter or a quote, in any language. */
  ANY("questions", "([" + Letters.FIRST + "“‘(¿]|" + Letters.QUOTE + ")" + Rest.LONG),

  /**
   * As questions and exercises in English begin. A small model that may begin as it likes copies a
   * rule of the prompt ("It is worth asking.").
   */
  ENGLISH(
      "english_questions",
      "(" + Words.ASKING + "|" + Words.LEADING + "|" + Words.DOING + ") " + Rest.LONG),

  /**
   * With an English question word, to a question mark: what comes of a small model then nearly
   * always asks. One of {@link #LONGEST} characters got its mark because it had come to their end.
   */
  QUESTION_WORD("questions_by_word", "(" + Words.ASKING + ") " + Rest.SHORT);

  /** The most characters of a question that must end in its mark. */
  public static final int LONGEST = 250;

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

  /** Of classes of their own: an enum's values come before its constants. */
  private static final class Letters {
    static final String FIRST = ReplySchemas.LETTER;
    static final String QUOTE = ReplySchemas.QUOTE;
  }

  /** The rest of a question, in one line, to its first question mark. */
  private static final class Rest {
    static final String INSIDE = "([^\"\\\\?？\\n\\r\\t]|\\\\[\"\\\\/])";

    /** The mark is not demanded: what asks nothing would get one at the last character. */
    static final String LONG = INSIDE + "{5,480}[?？]?";

    static final String SHORT = INSIDE + "{5,240}[?]";
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
