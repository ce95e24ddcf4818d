package dev.quern.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that fails on demand: it is away, or the answer to a commit is lost. */
public final class FaultyDataSource extends DelegatingDataSource {

  private static final String CONNECTION_FAILURE = "08006";

  private volatile boolean away;
  private volatile boolean losesNextAnswer;

  public FaultyDataSource(DataSource real) {
    super(real);
  }

  /** From now on no connection can be made, or they can again. */
  public void away(boolean now) {
    away = now;
  }

  /** The next commit is made, and who asked for it is not told. */
  public void loseNextAnswer() {
    losesNextAnswer = true;
  }

  /** Whether no answer is to be lost any more. */
  public boolean hasLostAnswer() {
    return !losesNextAnswer;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (away) {
      throw new SQLException("The database is away", CONNECTION_FAILURE);
    }
    Connection real = super.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            FaultyDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, args) -> call(real, method, args));
  }

  private @Nullable Object call(Connection real, Method method, Object[] args) throws Throwable {
    Object result;
    try {
      result = method.invoke(real, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (method.getName().equals("commit") && losesNextAnswer) {
      losesNextAnswer = false;
      throw new SQLException("The connection was reset", CONNECTION_FAILURE);
    }
    return result;
  }
}
