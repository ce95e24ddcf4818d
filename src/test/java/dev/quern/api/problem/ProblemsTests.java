package dev.quern.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ProblemsTests {

  private final Problems problems = new Problems();

  @Test
  void aClientThatHangsUpIsNoErrorOfOurs(CapturedOutput log) {
    Throwable hungUp =
        new ClientAbortException(new EOFException("Unexpected EOF read on the socket"));

    assertThat(problems.of(hungUp).status()).isEqualTo(400);
    assertThat(log).isEmpty();
  }

  @Test
  void aDatabaseThatHangsUpIsNoClient() {
    SQLException broken = new SQLException("An I/O error occurred", "08006", new EOFException());

    assertThat(problems.of(new IllegalStateException(broken)).status()).isEqualTo(503);
    assertThat(problems.of(new UncheckedIOException(new EOFException())).status()).isEqualTo(500);
  }

  @Test
  void anErrorThatNobodyKnowsIsInTheLogUnderItsId(CapturedOutput log) {
    Problem problem = problems.of(new IOException("the disk is away"));

    assertThat(problem.status()).isEqualTo(500);
    assertThat(problem.detail()).doesNotContain("disk");
    assertThat(log).contains("the disk is away");
    String id = problem.detail().replaceAll(".* id (.+)\\.$", "$1");
    assertThat(log).contains("Error " + id + ": ");
  }
}
