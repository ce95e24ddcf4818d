package dev.quern.llm.reply.text;

import java.util.regex.Pattern;

/**
 * How models begin to think aloud. Some chat templates write the opening tag of the reasoning
 * themselves (QwQ, the R1 distills), and until the closing tag comes only these words tell.
 */
public final class ThoughtOpeners {

  private static final Pattern OPENS =
      Pattern.compile(
          "(?:okay|ok|alright|all right),? (?:so,? (?:i\\b|let|the user)|let|i\\b|i['’]|the user|first,? i)"
              + "|hmm\\b|let me (?:think|see|read|check|figure|recall|analy[sz]e|break|start by|go through)"
              + "|(?:first, )?(?:i|we)(?: need to| have to| must| should| am asked to|['’]m asked to)"
              + " (?:answer|figure out|find out|understand|write)"
              + "|(?:first, )?the user (?:asks|asked|is asking|wants me)"
              + "|嗯[，,。…]|好的?[，,](?:我|用户|让|现在|首先|接下来)|(?:首先，)?用户(?:问|想知道|让我|要求我|希望我)"
              + "|(?:首先，)?(?:让我|我需要|我得)(?:先|仔细|来|看|回答|根据)"
              + "|(?:tamam|peki),? (?:şimdi|önce|kullanıcı|soru|bu soru|bana)|kullanıcı (?:benden|şunu soruyor)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private ThoughtOpeners() {}

  /** Whether a text begins with such words. */
  public static boolean begin(String text) {
    return OPENS.matcher(text.stripLeading()).lookingAt();
  }
}
