package dev.quern.testing;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** What every task type's route names: the pool, the policy, and the ledger. */
@TestConfiguration(proxyBeanMethods = false)
public class ItemPool {

  @Bean(destroyMethod = "shutdownNow")
  ExecutorService itemPool() {
    return Executors.newCachedThreadPool();
  }

  @Bean(destroyMethod = "shutdownNow")
  ExecutorService cpuPool() {
    return Executors.newCachedThreadPool();
  }

  @Bean
  RoutePolicy taskRunPolicy() {
    return new RoutePolicySupport() {
      @Override
      public void onExchangeBegin(Route route, Exchange exchange) {
        exchange.setProperty("seen", true);
      }
    };
  }

  @Bean
  ItemLedger taskItems() {
    return new ItemLedger();
  }
}
