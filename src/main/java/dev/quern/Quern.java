package dev.quern;

import dev.quern.home.TemporaryFolder;
import dev.quern.ops.command.Commands;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts Quern: the Camel routes, the task engine and the web server in one process. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Quern {

  /** The time; tests have their own. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  public static void main(String[] args) {
    if (Commands.isNamedIn(args)) {
      System.exit(Commands.run(args));
    }
    SpringApplication quern = new SpringApplication(Quern.class);
    quern.addListeners(new TemporaryFolder(Clock.systemUTC()));
    quern.run(args);
  }
}
