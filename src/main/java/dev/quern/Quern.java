package dev.quern;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Quern: the Camel routes, the task engine and the web server in one process. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Quern {

  public static void main(String[] args) {
    SpringApplication.run(Quern.class, args);
  }
}
