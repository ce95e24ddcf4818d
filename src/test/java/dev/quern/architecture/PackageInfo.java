package dev.quern.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the {@code package-info.java} of a package says.
 *
 * @param purpose the sentences before "Imports …"
 * @param imports the packages that it may import, without {@code dev.quern.}; "root" for that
 *     itself
 */
record PackageInfo(String purpose, Set<String> imports) {

  private static final String ROOT = "dev.quern";
  private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
  private static final Pattern IMPORTS =
      Pattern.compile("Imports (nothing of Quern|(?:\\{@code [^}]*},?\\s*)+)\\.");
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?(dev\\.quern(?:\\.[a-z]+)*)\\.[A-Z]", Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("\\{@code ([^}]*)}");

  /** Of the package of that short name. */
  static PackageInfo of(String shortName) {
    String text = read(folder(shortName).resolve("package-info.java"));
    Matcher javadoc = JAVADOC.matcher(text);
    String said = javadoc.find() ? javadoc.group(1).replaceAll("\\s*\\n \\*\\s?", " ") : "";
    Matcher sentence = IMPORTS.matcher(said);
    if (!sentence.find()) {
      throw new AssertionError(
          "The package-info.java of " + shortName + " has no sentence 'Imports {@code …}.'");
    }
    Set<String> imports = new TreeSet<>();
    CODE.matcher(sentence.group()).results().forEach(name -> imports.add(name.group(1)));
    return new PackageInfo(said.substring(0, sentence.start()).strip(), imports);
  }

  /** The packages of Quern that its files import, by their import statements. */
  static Set<String> importStatements(String shortName) {
    Set<String> imports = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder(shortName))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("Quern.java"))
          .forEach(
              file ->
                  IMPORT.matcher(read(file)).results().forEach(name -> imports.add(name.group(1))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return imports.stream()
        .map(PackageInfo::shortName)
        .filter(name -> !name.equals(shortName))
        .collect(Collectors.toSet());
  }

  private static Path folder(String shortName) {
    Path root = Path.of("src/main/java/dev/quern");
    return shortName.equals("root") ? root : root.resolve(shortName.replace('.', '/'));
  }

  static String shortName(String packageName) {
    return packageName.equals(ROOT) ? "root" : packageName.substring(ROOT.length() + 1);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("every package says what it is for: " + file, e);
    }
  }
}
