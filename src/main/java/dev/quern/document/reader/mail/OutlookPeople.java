package dev.quern.document.reader.mail;

import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.datatypes.Chunk;
import org.apache.poi.hsmf.datatypes.RecipientChunks;
import org.apache.poi.hsmf.datatypes.StringChunk;
import org.apache.poi.hsmf.exceptions.ChunkNotFoundException;
import org.jspecify.annotations.Nullable;

/** Who wrote a message and to whom, each with the address where the message has one. */
final class OutlookPeople {

  /** PidTagSenderSmtpAddress; the plain address may be one of Exchange's directory. */
  private static final int SENDER_SMTP_ADDRESS = 0x5D01;

  private OutlookPeople() {}

  static String from(MAPIMessage message) throws ChunkNotFoundException {
    String name = OutlookReader.known(message.getDisplayFrom());
    StringChunk address = message.getMainChunks().getEmailFromChunk();
    for (Chunk chunk : message.getMainChunks().getChunks()) {
      if (chunk.getChunkId() == SENDER_SMTP_ADDRESS && chunk instanceof StringChunk smtp) {
        address = smtp;
      }
    }
    return with(name, address == null ? "" : address.getValue());
  }

  /** The names that are shown, which semicolons part. */
  static String named(MAPIMessage message, String shown) {
    List<String> people = new ArrayList<>();
    for (String name : shown.split(";")) {
      String address = "";
      for (RecipientChunks recipient : message.getRecipientDetailsChunks()) {
        String itsName = OutlookReader.known(recipient.getRecipientName());
        if (itsName.strip().equals(name.strip())) {
          address = OutlookReader.known(recipient.getRecipientEmailAddress());
        }
      }
      people.add(with(name.strip(), address));
    }
    return String.join("; ", people);
  }

  private static String with(String name, @Nullable String address) {
    String known = OutlookReader.known(address).strip();
    if (!known.contains("@") || name.contains(known)) {
      return name;
    }
    return name.isBlank() ? known : name + " <" + known + ">";
  }
}
