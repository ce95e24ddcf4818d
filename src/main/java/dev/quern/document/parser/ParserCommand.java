package dev.quern.document.parser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.unit.DataSize;

/**
 * The command that starts a parser process with this process's Java and classes. Tika's own fork is
 * not used, because its class loading does not know Spring Boot's nested jars.
 */
class ParserCommand {

  private static final String FAT_JAR_LAUNCHER =
      "org.springframework.boot.loader.launch.PropertiesLauncher";

  private ParserCommand() {}

  static List<String> of(DataSize memory, Path temporaryFiles) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + memory.toMegabytes() + "m");
    // A small, quickly started process: one thread collects, and code is compiled once.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-XX:+DisplayVMOutputToStderr"));
    command.addAll(List.of("-Djava.awt.headless=true", "-Dfile.encoding=UTF-8"));
    command.add("-Djava.io.tmpdir=" + temporaryFiles);
    command.add("-Dlogback.configurationFile=dev/quern/document/parser/parser-logback.xml");
    boolean fatJar = ClassLoader.getSystemResource(classFile()) == null;
    if (fatJar) {
      command.add("-Dloader.main=" + ParserMain.class.getName());
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(fatJar ? FAT_JAR_LAUNCHER : ParserMain.class.getName());
    command.add(temporaryFiles.toString());
    return command;
  }

  private static String classFile() {
    return ParserMain.class.getName().replace('.', '/') + ".class";
  }
}
