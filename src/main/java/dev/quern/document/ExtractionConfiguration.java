package dev.quern.document;

import java.io.IOException;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.exception.TikaException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.xml.sax.SAXException;

/** The beans that {@code routes/shared/extract-text.camel.yaml} names. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExtractionProperties.class)
class ExtractionConfiguration {

  @Bean
  DocumentKinds documentKinds() {
    return new DocumentKinds();
  }

  @Bean
  TextReader textReader() {
    return new TextReader();
  }

  @Bean
  ParsedDocument parsedDocument(ExtractionProperties limits) {
    return new ParsedDocument(limits);
  }

  @Bean
  ParserProcesses parserProcesses(ExtractionProperties limits) {
    return new ParserProcesses(limits);
  }

  @Bean
  TikaConfig forkedTika(ParserProcesses processes) throws TikaException, IOException, SAXException {
    return new ForkedTika(processes);
  }
}
