package dev.quern.llm.reply.json;

import java.util.Set;

/**
 * LaTeX commands whose first letter makes a JSON escape of their backslash: {@code \nabla} is a new
 * line and "abla" to a JSON parser. Those with b, f and r need no list: nobody means a backspace, a
 * form feed or a carriage return before a letter.
 */
final class LatexCommands {

  private static final Set<String> SURE =
      Set.of(
          ("nabla natural nearrow neg neq newcommand newenvironment newline newpage newtheorem"
                  + " nexists ngeq ngtr nleq nless nmid nobreak noindent nolimits nonumber"
                  + " normalfont normalsize notag notin nparallel nprec nrightarrow nleftarrow nsim"
                  + " nsubseteq nsucc nsupseteq nwarrow nicefrac ncong nvdash nsubset nsupset"
                  + " tabular tanh tau tbinom tensor tfrac thanks therefore theta thickapprox"
                  + " thicksim thinspace tilde times tiny triangle triangledown triangleleft"
                  + " triangleq triangleright twoheadrightarrow tikz tikzpicture")
              .split(" "));

  /** What follows the first letter could be a word of its own, or the beginning of a line. */
  private static final Set<String> MAYBE =
      Set.of(
          ("ne nu ni not norm num newblock to tt th tr tan tab table tag top title today")
              .split(" "));

  private LatexCommands() {}

  static boolean isSure(String word) {
    return SURE.contains(word) || word.startsWith("text");
  }

  static boolean isPossible(String word) {
    return MAYBE.contains(word);
  }
}
