package dev.quern.llm.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of a prompt without the values of its placeholders. Built once for a prompt, and used
 * for every reply to it.
 */
public final class PromptWords {

  /**
   * The words of earlier built-in prompts, which cached replies and copied prompts still contain.
   */
  private static final List<String> FORMER = former();

  private static final Pattern PLACEHOLDER_OR_LINE =
      Pattern.compile("\\{[a-z][a-z0-9_]{0,40}}|\\R");

  /** A string of at least three words in a line of JSON, as examples are. */
  private static final Pattern EXAMPLE = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.){6,}+)\"");

  private static final Pattern JSON_LINE = Pattern.compile("(?m)^\\s*[\\[{].*$");

  /** An empty word separates two runs, so that no run crosses a placeholder. */
  private final List<String> words = new ArrayList<>();

  private final Map<String, List<Integer>> places = new HashMap<>();
  private final String joined;
  private final List<Example> examples = new ArrayList<>();

  /**
   * A string in a line of JSON.
   *
   * @param words how many it has
   */
  record Example(String text, int words, LetterPieces pieces) {

    private static Example of(String text) {
      List<String> words = Words.of(text);
      return new Example(text, words.size(), LetterPieces.of(words));
    }
  }

  private PromptWords(List<String> templates) {
    templates.forEach(this::add);
    joined = Words.joined(words);
    for (int i = 0; i + 1 < words.size(); i++) {
      if (!words.get(i).isEmpty() && !words.get(i + 1).isEmpty()) {
        places.computeIfAbsent(pair(words.get(i), words.get(i + 1)), k -> new ArrayList<>()).add(i);
      }
    }
  }

  /**
   * The words of prompts that are sent as one, their placeholders still in them, and those of
   * earlier built-in prompts.
   */
  public static PromptWords of(List<String> templates) {
    return new PromptWords(Stream.concat(templates.stream(), FORMER.stream()).toList());
  }

  /** The words of these prompts alone. */
  public static PromptWords ofThese(List<String> templates) {
    return new PromptWords(templates);
  }

  private void add(String template) {
    for (String run : PLACEHOLDER_OR_LINE.split(template)) {
      words.addAll(Words.of(run));
      words.add("");
    }
    Matcher line = JSON_LINE.matcher(template);
    while (line.find()) {
      Matcher example = EXAMPLE.matcher(line.group());
      while (example.find()) {
        examples.add(Example.of(example.group(1)));
      }
    }
  }

  /** The examples of the prompt: the strings in its lines of JSON. */
  List<Example> examples() {
    return examples;
  }

  boolean says(String word) {
    return words.contains(word);
  }

  /** All words with a space around each. */
  String joined() {
    return joined;
  }

  /** How many words from there on stand in the prompt too, one after the other, at most so many. */
  int run(List<String> said, int from, int max) {
    if (from + 1 >= said.size()) {
      return 0;
    }
    int longest = 0;
    for (int place : places.getOrDefault(pair(said.get(from), said.get(from + 1)), List.of())) {
      int length = 2;
      while (length < max
          && from + length < said.size()
          && place + length < words.size()
          && said.get(from + length).equals(words.get(place + length))) {
        length++;
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }

  private static String pair(String first, String second) {
    return first + " " + second;
  }

  private static List<String> former() {
    try (InputStream in = PromptWords.class.getResourceAsStream("former-prompts.txt")) {
      byte[] text = Objects.requireNonNull(in, "former-prompts.txt").readAllBytes();
      return new String(text, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
