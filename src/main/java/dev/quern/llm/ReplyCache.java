package dev.quern.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.quern.llm.accounting.CallAccounting;
import dev.quern.llm.failure.JsonText;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.reply.UnreadableReplyException;
import dev.quern.llm.request.ModelRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores replies in the table {@code llm_cache}, for tasks with {@code cache: true}. Only readable
 * replies are stored, under a hash of everything that the reply depends on. A reply is stored
 * before the result, so that a crash in between costs no second call.
 */
@Component("replyCache")
public class ReplyCache {

  private static final Logger log = LoggerFactory.getLogger(ReplyCache.class);

  private final JdbcClient jdbc;
  private final CallAccounting accounts;

  ReplyCache(JdbcClient jdbc, CallAccounting accounts) {
    this.jdbc = jdbc;
    this.accounts = accounts;
  }

  /** Answers the request if its reply was stored before; it stays open where it was not. */
  public <T> ModelRequest<T> lookUp(ModelRequest<T> modelRequest) {
    if (!modelRequest.budget().isCacheEnabled() || modelRequest.provider().isOffline()) {
      return modelRequest;
    }
    try {
      find(key(modelRequest))
          .ifPresent(
              reply -> {
                modelRequest.read(reply);
                accounts.saved(modelRequest);
              });
    } catch (UnreadableReplyException e) {
      log.debug("A stored reply cannot be read as it is needed here", e);
    } catch (DataAccessException e) {
      log.warn("Stored replies cannot be looked up: {}", e.getMessage());
    }
    return modelRequest;
  }

  private Optional<Reply> find(byte[] key) {
    return jdbc.sql("select reply, reasoning from llm_cache where key = :key")
        .param("key", key)
        .query((rs, n) -> new Reply(rs.getString("reply"), rs.getString("reasoning")))
        .optional();
  }

  /** Stores a reply that could be read. */
  void keep(ModelRequest<?> modelRequest, Reply reply) {
    if (!modelRequest.budget().isCacheEnabled() || modelRequest.provider().isOffline()) {
      return;
    }
    try {
      jdbc.sql(
              """
              insert into llm_cache (key, reply, reasoning) values (:key, :reply, :reasoning)
              on conflict (key) do update set reply = excluded.reply,
                  reasoning = excluded.reasoning, at = now()
              """)
          .param("key", key(modelRequest))
          .param("reply", reply.text().replace('\0', '\ufffd'))
          .param(
              "reasoning",
              reply.reasoning() == null ? null : reply.reasoning().replace('\0', '\ufffd'))
          .update();
    } catch (DataAccessException e) {
      log.warn("A reply cannot be stored for later: {}", e.getMessage());
    }
  }

  private static byte[] key(ModelRequest<?> modelRequest) {
    Provider provider = modelRequest.provider();
    List<String> parts = new ArrayList<>();
    parts.add(provider.provider());
    parts.add(provider.url());
    parts.add(provider.model());
    parts.add(String.valueOf(provider.temperature()));
    parts.add(String.valueOf(modelRequest.maxTokens()));
    parts.add(String.valueOf(modelRequest.form()));
    for (ChatMessage message : modelRequest.messages()) {
      parts.add(message.type().name());
      if (message instanceof UserMessage user) {
        for (Content content : user.contents()) {
          parts.add(content instanceof TextContent text ? text.text() : content.toString());
        }
      } else if (message instanceof AiMessage said) {
        parts.add(String.valueOf(said.text()));
      } else {
        parts.add(message.toString());
      }
    }
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(JsonText.array(parts).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
