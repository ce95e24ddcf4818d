package dev.quern.error;

import java.net.UnknownHostException;

/**
 * A host whose address is one that Quern does not call, see {@link dev.quern.address.OutboundUrl}.
 */
public final class RefusedAddressException extends UnknownHostException {

  public RefusedAddressException(String host) {
    super(host + " leads to a metadata address, which is not called");
  }
}
