package dev.quern.ops.command;

import dev.quern.document.original.FileSettings;
import dev.quern.home.Home;
import dev.quern.ops.database.Backup;
import dev.quern.ops.database.Databases;
import dev.quern.secret.SecretSettings;
import dev.quern.secret.Secrets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Commands of an operator: {@code --backup=FILE}, {@code --restore=FILE} and {@code
 * --rotate-secret-key}, with the settings as the server has them. Nothing else is started.
 */
public final class Commands {

  private static final String BACKUP = "--backup=";
  private static final String RESTORE = "--restore=";
  private static final String ROTATE = "--rotate-secret-key";

  private Commands() {}

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties({Home.class, SecretSettings.class, FileSettings.class})
  static class Settings {}

  /** Whether the arguments name a command. */
  public static boolean isNamedIn(String[] args) {
    return Arrays.stream(args).anyMatch(Commands::isCommand);
  }

  private static boolean isCommand(String arg) {
    return arg.startsWith(BACKUP) || arg.startsWith(RESTORE) || arg.equals(ROTATE);
  }

  /** Runs the command; returns the exit code of the process. */
  public static int run(String[] args) {
    String command = Arrays.stream(args).filter(Commands::isCommand).findFirst().orElseThrow();
    String[] settings = Arrays.stream(args).filter(arg -> !isCommand(arg)).toArray(String[]::new);
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Settings.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .run(settings)) {
      System.out.println(carryOut(command, context));
      return 0;
    } catch (Exception e) {
      System.err.println(command.replaceAll("=.*", "") + ": " + message(e));
      return 1;
    }
  }

  private static @Nullable String message(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static String bucket(FileSettings files) {
    return files.store() == FileSettings.Kind.S3
        ? " Nor are the files in the bucket: back that up next, after the database."
        : "";
  }

  private static String carryOut(String command, ConfigurableApplicationContext context)
      throws Exception {
    Home home = context.getBean(Home.class);
    if (command.startsWith(BACKUP)) {
      Path file = Path.of(command.substring(BACKUP.length())).toAbsolutePath();
      Backup.write(home, file);
      return "The database and the files of "
          + home.path()
          + " are in "
          + file
          + ". The key for secrets is not: keep secret.key or QUERN_SECRET_KEY elsewhere."
          + bucket(context.getBean(FileSettings.class));
    }
    if (command.startsWith(RESTORE)) {
      Backup.restore(home, Path.of(command.substring(RESTORE.length())).toAbsolutePath());
      return home.path() + " is restored; put secret.key into it and start Quern.";
    }
    SecretSettings settings = context.getBean(SecretSettings.class);
    try (Databases database = Databases.open(home, context.getEnvironment())) {
      return new KeyChange(home, settings, new Secrets(home, settings))
          .run(database.jdbc(), database.transaction(), database.isHeldAlone());
    }
  }
}
