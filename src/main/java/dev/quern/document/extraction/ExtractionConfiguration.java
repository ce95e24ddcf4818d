package dev.quern.document.extraction;

import dev.quern.document.DocumentDetector;
import dev.quern.document.parser.ExtractionSettings;
import dev.quern.document.parser.ParserProcesses;
import dev.quern.document.text.TextReader;
import java.io.IOException;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.exception.TikaException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xml.sax.SAXException;

/** The beans that {@code routes/reading/extract-text.camel.yaml} names. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExtractionSettings.class)
class ExtractionConfiguration {

  @Bean
  DocumentDetector documentKinds() {
    return new DocumentDetector();
  }

  @Bean
  TextReader textReader() {
    return new TextReader();
  }

  @Bean
  TikaStep parsedDocument(ExtractionSettings limits) {
    return new TikaStep(limits);
  }

  @Bean
  ParserProcesses parserProcesses(ExtractionSettings limits) {
    return new ParserProcesses(limits);
  }

  @Bean
  TikaConfig forkedTika(ParserProcesses processes) throws TikaException, IOException, SAXException {
    return new ForkedTikaConfig(processes);
  }
}
