package dev.quern.llm.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The prompts, by name and language. A file in {@code config/prompts/} of the working directory
 * replaces the built-in one. Files are read once. The top of a file lists its placeholders; a file
 * whose list differs from its content is refused.
 */
@Component("prompts")
public class Prompts {

  private static final Pattern FRONT =
      Pattern.compile(
          "\\A\\uFEFF?---\\R(?:(?!---).*\\R)*?placeholders:\\s*\\[([^\\]\\n]*)]\\s*\\R(?:(?!---).*\\R)*?---\\R");

  private final Path folder;
  private final Map<String, Template> templates = new ConcurrentHashMap<>();
  private final Map<String, String> words = new ConcurrentHashMap<>();
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();

  /** Prompts of the working directory, then of the class path. */
  @Autowired
  public Prompts() {
    this(Path.of("config", "prompts"));
  }

  Prompts(Path folder) {
    this.folder = folder;
  }

  /**
   * The prompt with its placeholders replaced, in one pass: what a value holds is never expanded.
   *
   * @param language en, zh-CN or tr
   * @throws PromptException when there is no such prompt, a placeholder has no value, or a value
   *     has no placeholder
   */
  public String render(String name, String language, Map<String, String> values) {
    Template template = template(name, language);
    for (String given : values.keySet()) {
      if (!template.placeholders().contains(given)) {
        throw PromptException.unknown(name, language, given);
      }
    }
    return template.filled(
        values,
        placeholder -> {
          throw PromptException.missing(name, language, placeholder);
        });
  }

  /**
   * A user's own prompt with its placeholders replaced; those without a value stay as they are, and
   * values without a placeholder are left out.
   */
  public static String renderCustom(String template, Map<String, String> values) {
    return Template.of(template).filled(values, placeholder -> "{" + placeholder + "}");
  }

  /** The language's own name, for the placeholder {@code {language}}; for en, zh-CN or tr. */
  public static String languageName(String language) {
    return switch (language) {
      case "en" -> "English";
      case "zh-CN" -> "简体中文";
      case "tr" -> "Türkçe";
      default ->
          throw new IllegalArgumentException(
              "There are no prompts in the language \"" + language + "\": en, zh-CN or tr");
    };
  }

  /** The placeholders of a prompt, in their order. */
  public Set<String> placeholders(String name, String language) {
    return template(name, language).names();
  }

  /**
   * What is wrong with the placeholders of a user's prompt, a sentence for each; empty when all is
   * well. {@code required} ones must stand, and only these and {@code allowed} ones may.
   */
  public static List<String> placeholderErrors(
      String template, Set<String> required, Set<String> allowed) {
    Set<String> names = Template.of(template).names();
    List<String> errors = new ArrayList<>();
    for (String name : names) {
      if (!required.contains(name) && !allowed.contains(name)) {
        errors.add(
            "{%s} is not a placeholder here; known are %s."
                .formatted(name, known(required, allowed)));
      }
    }
    required.stream()
        .sorted()
        .filter(name -> !names.contains(name))
        .forEach(name -> errors.add("{%s} is missing.".formatted(name)));
    return errors;
  }

  /** The name of a prompt in a set: its own, or that of its compact form where there is one. */
  public String nameIn(PromptSet set, String name, String language) {
    String compact = PromptSet.PREFIX + name;
    boolean there =
        set == PromptSet.COMPACT
            && known.computeIfAbsent(language + "/" + compact, key -> exists(compact, language));
    return there ? compact : name;
  }

  /** The text of the prompt, with its placeholders. */
  public String words(String name, String language) {
    return words.computeIfAbsent(language + "/" + name, key -> withoutFront(name, language));
  }

  private String withoutFront(String name, String language) {
    String source = source(name, language);
    Matcher front = FRONT.matcher(source);
    return front.find() ? source.substring(front.end()).strip() : source;
  }

  private static String known(Set<String> required, Set<String> allowed) {
    Set<String> all = new LinkedHashSet<>(required.stream().sorted().toList());
    all.addAll(allowed.stream().sorted().toList());
    return String.join(", ", all.stream().map(name -> "{" + name + "}").toList());
  }

  private Template template(String name, String language) {
    return templates.computeIfAbsent(language + "/" + name, key -> parsed(name, language));
  }

  private Template parsed(String name, String language) {
    String source = source(name, language);
    Matcher front = FRONT.matcher(source);
    if (!front.find()) {
      throw PromptException.malformed(
          name, language, "it must begin with a block \"--- placeholders: [names] ---\"");
    }
    Template template = Template.of(source.substring(front.end()).strip());
    Set<String> listed =
        new LinkedHashSet<>(Arrays.asList(front.group(1).strip().split("\\s*,\\s*")));
    listed.remove("");
    for (String placeholder : template.names()) {
      if (!listed.remove(placeholder)) {
        throw PromptException.malformed(
            name, language, "{" + placeholder + "} is not listed at its top");
      }
    }
    if (!listed.isEmpty()) {
      throw PromptException.malformed(
          name, language, "it lists " + listed + " but does not use it");
    }
    return template;
  }

  private boolean exists(String name, String language) {
    return Files.isRegularFile(folder.resolve(language).resolve(name + ".md"))
        || Prompts.class.getResource("/config/prompts/" + language + "/" + name + ".md") != null;
  }

  private String source(String name, String language) {
    if (!name.matches("[a-z][a-z0-9-]*") || !language.matches("[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?")) {
      throw PromptException.notFound(name, language);
    }
    Path file = folder.resolve(language).resolve(name + ".md");
    try {
      if (Files.isRegularFile(file)) {
        return Files.readString(file);
      }
      String resource = "/config/prompts/" + language + "/" + name + ".md";
      try (InputStream in = Prompts.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw PromptException.notFound(name, language);
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw PromptException.unreadable(file, e);
    }
  }
}
