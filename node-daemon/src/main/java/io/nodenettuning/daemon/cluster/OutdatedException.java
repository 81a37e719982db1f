package io.nodenettuning.daemon.cluster;

import java.io.IOException;

/** The object is no longer what it was when it was last seen: the watch will tell what it is. */
final class OutdatedException extends IOException {
  private static final long serialVersionUID = 1;

  OutdatedException(Throwable cause) {
    super("the object has changed meanwhile", cause);
  }
}
